/** What a county's platform does with a call: the verbs that its words stand for. */
export type PlatformVerb = 'takeCall' | 'acceptCall' | 'rejectCall' | 'extendCall' | 'closeCall';

/**
 * The words in which each kind of platform tells what it did with a call (DI-13): one that a county built anew, the hotline’s,
 * that of comprehensive governance, and that of city management, whose words follow GB/T 30428.
 */
export const platformWords = {
  OWN: { 受理: 'takeCall', 派发: 'acceptCall', 不予受理: 'rejectCall', 延期: 'extendCall', 归档: 'closeCall' },
  HOTLINE: {
    已受理: 'takeCall',
    已转办: 'acceptCall',
    已退回: 'rejectCall',
    已延期: 'extendCall',
    已结案: 'closeCall',
  },
  GOVERNANCE: { 登记: 'takeCall', 分流: 'acceptCall', 退回: 'rejectCall', 延期: 'extendCall', 办结: 'closeCall' },
  CITY_MANAGEMENT: {
    立案: 'takeCall',
    任务派遣: 'acceptCall',
    不予立案: 'rejectCall',
    延期: 'extendCall',
    结案: 'closeCall',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, PlatformVerb>>>>;

/** The kinds of platform on which counties answer calls. */
export const platformKinds: readonly string[] = Object.keys(platformWords);

/** The words of a kind of platform with their verbs; none of a kind that is no platform. */
export function wordsOf(kind: string): ReadonlyMap<string, PlatformVerb> {
  const words = Object.entries(platformWords).find(([name]) => name === kind)?.[1] ?? {};
  return new Map(Object.entries(words) as [string, PlatformVerb][]);
}
