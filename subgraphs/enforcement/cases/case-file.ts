import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { attachmentsOf } from '../../../kit/files/attachment.js';
import type { Context } from '../../../kit/module/context.js';
import { DateTime } from '../../../kit/module/scalars.js';
import { canonicalJson } from '../../../kit/timeline/canonical-json.js';
import { shownEntry, type StoredEntry, TimelineValue } from '../../../kit/timeline/timeline-entry.js';
import { brokenAt, entriesOf } from '../../../kit/timeline/verify.js';
import type { Case } from './case.js';
import { CaseProcedure, CaseState } from './case-states.js';
import { discussionNeeded, reviewReasonsOf } from '../proceedings/general-conditions.js';
import { caseWorkflow } from './case-workflow.js';
import { sealOf } from './penalty-decision.js';

export enum CaseFileStepKind {
  TRANSITION = 'TRANSITION',
  EVIDENCE = 'EVIDENCE',
  DOCUMENT = 'DOCUMENT',
}
registerEnumType(CaseFileStepKind, {
  name: 'CaseFileStepKind',
  description: '案卷内容的种类。 Kind of leaf in a case’s file.',
  valuesConfig: {
    TRANSITION: { description: '办理环节。 Something that was done.' },
    EVIDENCE: { description: '证据。 A piece of evidence.' },
    DOCUMENT: { description: '文书。 A document.' },
  },
});

@ObjectType({ description: '案卷的一页。 One leaf of a case’s file.' })
export class CaseFileStep {
  @Field(() => Int, { description: '页号,从 1 起。 Position, from 1.' })
  number!: number;

  @Field(() => CaseFileStepKind, { description: '种类。 Kind.' })
  kind!: CaseFileStepKind;

  @Field(() => String, { description: '名称。 Title.' })
  title!: string;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: '办理人。 Who did it.' })
  actor!: string | null;

  @Field(() => [TimelineValue], { description: '内容;个人信息只留加盐摘要。 What was written down.' })
  values!: TimelineValue[];

  @Field(() => String, { description: '摘要(SM3)。 Its SM3 digest.' })
  digest!: string;

  @Field(() => Boolean, { description: '与入卷时一致。 Whether it is as it went in.' })
  intact!: boolean;
}

@ObjectType({ description: '案卷:全程留痕、证据、文书,按序(EN-16)。 Everything that was done in a case, in order.' })
export class CaseFile {
  @Field(() => ID, { description: '案号。 Number of the case.' })
  caseNo!: string;

  @Field(() => [CaseFileStep], { description: '各页。 Its leaves.' })
  steps!: CaseFileStep[];

  @Field(() => [String], { description: '尚缺的法定环节。 Steps that the procedure wants and that are not there yet.' })
  missing!: string[];

  @Field(() => Boolean, { description: '全卷完好:留痕成链,证据、文书与入卷时一致。 Whether nothing was altered.' })
  intact!: boolean;

  @Field(() => String, {
    description:
      '导出文本:全卷的规范 JSON,可存可验。 The whole file as one canonical JSON text, to be kept and verified.',
  })
  text!: string;
}

/** The file of a case (EN-16; Administrative Penalty Law § 47): its timeline, with evidence and decision where they came in. */
export async function caseFileOf(row: Case, context: Context): Promise<CaseFile> {
  const { caseNo, course } = row;
  const entries = await entriesOf(context, row.id);
  const broken = brokenAt(entries, course);
  const [found = [], ...added] = await evidenceOf(row, context);
  const leaves = entries.flatMap((entry) => [
    leafOf(entry, context, broken === null || entry.sequence < broken),
    ...(entry.from === null ? found : []),
    ...(entry.verb === 'addEvidence' ? (added.shift() ?? []) : []),
    ...(entry.step === 'DECIDED' ? documentOf(row) : []),
  ]);
  const steps = leaves.map((leaf, index) => Object.assign(new CaseFileStep(), { number: index + 1, ...leaf }));
  return Object.assign(new CaseFile(), {
    caseNo,
    steps,
    missing: missingOf(row, entries, context),
    intact: broken === null && steps.every(({ intact }) => intact),
    text: canonicalJson({ caseNo, steps: leaves.map((leaf) => ({ ...leaf, at: leaf.at.toISOString() })) }),
  });
}

type Leaf = Omit<CaseFileStep, 'number'>;

function leafOf(entry: StoredEntry, { language }: Context, intact: boolean): Leaf {
  const title = caseWorkflow.transitions[entry.verb as keyof typeof caseWorkflow.transitions]?.title;
  const { title: shown, at, actor, values, digest } = shownEntry(entry, title, language);
  return { kind: CaseFileStepKind.TRANSITION, title: shown, at, actor, values, digest, intact };
}

/** The evidence as it came in: what was found at the scene, then each piece that was added. */
async function evidenceOf({ id, filedAt, evidenceDigests, proceeding }: Case, context: Context): Promise<Leaf[][]> {
  const files = await attachmentsOf(context, id);
  const pieces = (proceeding.evidence ?? []).map(({ digests }) => digests);
  const found = evidenceDigests.slice(0, evidenceDigests.length - pieces.flat().length);
  const leafOfFile = (digest: string): Leaf => {
    const file = files.find(({ sm3 }) => sm3 === digest);
    const values = file ? [{ name: 'mediaType', value: file.mediaType }] : [];
    return {
      kind: CaseFileStepKind.EVIDENCE,
      title: context.language === 'zh' ? '证据' : 'Evidence',
      at: file?.takenAt ?? filedAt,
      actor: null,
      values,
      digest,
      intact: file !== undefined,
    };
  };
  return [found, ...pieces].map((digests) => digests.map(leafOfFile));
}

function documentOf({ procedure, decisionRecord, decisionDigest }: Case): Leaf[] {
  if (decisionRecord === null || decisionDigest === null) return [];
  const { caseNo, subject, decidedAt } = decisionRecord;
  const name = procedure === CaseProcedure.SIMPLE ? '当场处罚决定书' : '行政处罚决定书';
  return [
    {
      kind: CaseFileStepKind.DOCUMENT,
      title: `${subject.name}${name}(${caseNo})`,
      at: new Date(decidedAt),
      actor: null,
      values: [],
      digest: decisionDigest,
      intact: sealOf(decisionRecord) === decisionDigest,
    },
  ];
}

/** Steps of the procedure that no entry has stamped; nothing more is wanted of a case that came to nothing. */
function missingOf(row: Case, entries: readonly StoredEntry[], { language }: Context) {
  if (endedEarly.has(row.state)) return [];
  const stamped = new Set(entries.map(({ step }) => step));
  const wanted = stepsWanted(row);
  return Object.entries(caseWorkflow.steps ?? {})
    .filter(([step]) => wanted.has(step) && !stamped.has(step))
    .map(([, title]) => title[language]);
}

const endedEarly = new Set([CaseState.WITHDRAWN, CaseState.NOT_PUNISHED, CaseState.HANDED_OVER]);

/** What a case goes through: by its procedure, and by what the law asks of this one. A warning needs no payment. */
function stepsWanted(row: Case): ReadonlySet<string> {
  const { procedure, proceeding, fine, decisionRecord } = row;
  const paid = decisionRecord === null || fine !== null ? ['PAID'] : [];
  if (procedure === CaseProcedure.SIMPLE)
    return new Set(['OPENED', 'DECIDED', 'SERVED', 'RECORDED', ...paid, 'CLOSED']);
  return new Set([
    ...(proceeding.predecessorNo === undefined ? ['OPENED'] : []),
    'FILED',
    'INVESTIGATED',
    ...(reviewReasonsOf(row).length > 0 ? ['REVIEWED'] : []),
    'NOTIFIED',
    ...(proceeding.hearing === undefined ? [] : ['HEARD']),
    ...(discussionNeeded(row) ? ['DISCUSSED'] : []),
    'DECIDED',
    'SERVED',
    ...paid,
    'CLOSED',
  ]);
}
