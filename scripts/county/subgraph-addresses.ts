import { sheetFile, type SheetFile } from './sheet-file.js';

const county = '320281';

/** The sheet subgraph-addresses.csv: where departments may serve subgraphs of their own; for trials, on this machine. */
export function subgraphAddressesSheet(): SheetFile {
  return sheetFile('subgraph-addresses.csv', '机构编码,地址', [
    [`${county}-water`, 'http://127.0.0.1:4101', 'ours'],
    [`${county}-ecology`, 'http://127.0.0.1:4102', 'ours'],
  ]);
}
