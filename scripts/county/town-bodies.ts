/** A part of a town's or a zone's government: the ending of its code and of its name. */
interface Office {
  readonly ending: string;
  readonly name: string;
}

/** Offices of a town; the article gives 7 to 10 a town, of which the first so many are set up. */
export const townOffices: readonly Office[] = [
  { ending: 'party-office', name: '党政办公室' },
  { ending: 'organization-office', name: '组织人事办公室' },
  { ending: 'economic-office', name: '经济发展局' },
  { ending: 'construction-office', name: '建设局' },
  { ending: 'social-office', name: '社会事业局' },
  { ending: 'safety-ecology-office', name: '安全生产和生态环境局' },
  { ending: 'political-legal-office', name: '政法和社会管理办公室' },
  { ending: 'rural-office', name: '农村工作局' },
  { ending: 'finance-office', name: '财政和资产管理局' },
  { ending: 'inspection-office', name: '纪检监察办公室' },
];

/** Offices of a development zone: ten, as the article has it. */
export const zoneOffices: readonly Office[] = [
  { ending: 'party-office', name: '党政办公室' },
  { ending: 'organization-office', name: '组织人事局' },
  { ending: 'investment-office', name: '招商局' },
  { ending: 'economic-office', name: '经济发展局' },
  { ending: 'construction-office', name: '规划建设局' },
  { ending: 'approval-office', name: '行政审批局' },
  { ending: 'safety-ecology-office', name: '安全环保局' },
  { ending: 'finance-office', name: '财政局' },
  { ending: 'science-office', name: '科技人才局' },
  { ending: 'inspection-office', name: '纪检监察室' },
];

/** Agencies that county departments station in a town. */
export const townStations: readonly (Office & {
  readonly department: string;
  readonly management: 'TERRITORIAL' | 'DUAL' | 'VERTICAL';
  readonly creditKind: string;
})[] = [
  { ending: 'justice-station', name: '司法所', department: 'justice', management: 'VERTICAL', creditKind: '' },
  {
    ending: 'market-station',
    name: '市场监督管理分局',
    department: 'market-regulation',
    management: 'VERTICAL',
    creditKind: '11',
  },
  {
    ending: 'land-station',
    name: '自然资源所',
    department: 'natural-resources',
    management: 'DUAL',
    creditKind: '12',
  },
  { ending: 'water-station', name: '水利农机站', department: 'water', management: 'TERRITORIAL', creditKind: '12' },
];
