import type { OfficePortal, Seen } from './offices.js';

/** What 徐霞客镇 proposes: to be relieved of an item. */
export const cancellation = {
  list: 'JY-TOWN-POWERS',
  kind: 'CANCEL',
  reason: 'TOWN_INCAPABLE',
  justification: '本镇无相应检测设备和持证人员,确实无力承接。',
};

/** Takes proposals through their course; what a proposal says besides `cancellation` is named. */
interface ListChanges {
  propose(change: object, as?: string): Promise<Seen>;
  /** From its making to its review. */
  review(change: object, as?: string): Promise<Seen>;
  /** From its review to the committee’s approval. */
  approve(reviewing: Seen): Promise<Seen>;
}

/** The course of proposals in a portal, which is asked for when they are made. */
export function listChanges(portalOf: () => OfficePortal): ListChanges {
  const propose = (change: object, as = 'xuxiake'): Promise<Seen> =>
    portalOf().act(as, 'proposeListChange', { change: { ...cancellation, ...change } });
  return {
    propose,
    review: async (change, as = 'xuxiake') => {
      const portal = portalOf();
      const drafted = await propose(change, as);
      const submitted = await portal.act(as, 'submitListChange', { ...drafted });
      const accepted = await portal.act('office', 'acceptListChange', { ...submitted });
      const asked = await portal.act('office', 'consultListChange', {
        ...accepted,
        organizations: ['320281-market-regulation'],
      });
      const first = await portal.act('market', 'opineListChange', { ...asked, agrees: true, opinion: '同意。' });
      return portal.act('urban', 'opineListChange', { ...first, agrees: true, opinion: '同意收回由我局行使。' });
    },
    approve: async (reviewing) => {
      const portal = portalOf();
      const lawful = await portal.act('justice', 'reviewListLegality', {
        ...reviewing,
        lawful: true,
        opinion: '合法。',
      });
      return portal.act('committee', 'approveListChange', { ...lawful, decision: '同意调整。' });
    },
  };
}
