import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { attachFiles } from '../../../kit/files/attach-files.js';
import type { Effect } from '../../../kit/workflow/workflow.js';
import { RegulatedPremises } from '../regulated-premises.js';
import { InspectionDisclosure } from './inspection-disclosure.js';
import type { InspectionFindings, InspectionInputs } from './inspection-inputs.js';
import { InspectionTask } from './inspection-task.js';

/** Joins a visit to another, which then is all of theirs. */
export const joinVisits: Effect<InspectionTask, InspectionInputs['mergeInspection']> = {
  title: { zh: '机构和人员并入另一次检查', en: 'departments and officers go with the other visit' },
  apply: async (row, { context: { session }, input: { intoId } }) => {
    const into = await session.locked(InspectionTask, intoId);
    if (into === null) return;
    into.departmentCodes = [...new Set([...into.departmentCodes, ...row.departmentCodes])];
    into.officerNumbers = [...new Set([...into.officerNumbers, ...row.officerNumbers])];
    into.subject = [...new Set([into.subject, row.subject])].join('、');
    into.version += 1;
    row.mergedIntoId = into.id;
  },
};

/** Sets the day, and makes the code that is shown at the door. */
export const setDay: Effect<InspectionTask, InspectionInputs['scheduleInspection']> = {
  title: { zh: '确定日期,生成检查码', en: 'the day is set, and a code is made' },
  apply: (row, { input: { visitOn } }) => {
    row.visitOn = visitOn;
    row.month = visitOn.slice(0, 7);
    row.visitCode ??= randomBytes(8).toString('hex').toUpperCase();
  },
};

export const keepFindings: Effect<InspectionTask, InspectionFindings> = {
  title: { zh: '记录结果和清单,起算公示期限', en: 'the findings are kept; the time to publish them begins' },
  apply: async (row, { context, input: { result, checklist, files, rectifyBy } }) => {
    await attachFiles(context, files, { entity: 'InspectionTask', id: row.id });
    Object.assign(row, { result, checklist, rectifyBy });
  },
};

/** Publishes the result for everybody. */
export const disclose: Effect<InspectionTask, object> = {
  title: { zh: '公示结果', en: 'the result is published for everybody' },
  apply: async ({ id, regionCode, premisesCode, departmentCodes, result, visitOn }, { context, now }) => {
    const { manager } = context.session;
    const place = await manager.findOneOrFail(
      RegulatedPremises,
      { code: premisesCode },
      { filters: { visible: false } },
    );
    const published = { id: uuid(), taskId: id, regionCode, premisesCode, premisesName: place.name, departmentCodes };
    const found = { result, visitedOn: visitOn, publishedAt: now };
    manager.persist(Object.assign(new InspectionDisclosure(), published, found));
  },
};
