/** The grid's own Indonesian, in one place. */
import { type CellState, type CellSync, type CellView, type GridColumn, isNumeric } from "./model.ts";

export const WORDS = {
  gridHint:
    "Gunakan tombol panah untuk berpindah, ketik untuk mengisi, F2 untuk mengubah, Shift+F10 untuk pilihan sel, Esc lalu Tab untuk keluar dari tabel.",
  rowHeading: "Sub kegiatan",
  cleared: (cells: number) => `${cells} sel dikosongkan.`,
  markedNil: (cells: number) => `${cells} sel dinyatakan nihil.`,
  markedNotApplicable: (cells: number) => `${cells} sel dinyatakan tidak berlaku.`,
  nothingChanged: "Tidak ada yang berubah.",
  keptFixed: (cells: number) => `${cells} sel tidak dapat diubah.`,
  copied: (cells: number) => `${cells} sel disalin.`,
  pasted: (cells: number) => `${cells} sel ditempel.`,
  pasteRefused: (cells: number) => `${cells} sel ditolak.`,
  rowsBeyond: (rows: number) => `${rows} baris melebihi tabel dan tidak ditempel.`,
  columnsBeyond: (columns: number) => `${columns} kolom melebihi tabel dan tidak ditempel.`,
  undone: (cells: number) => `${cells} sel dikembalikan ke isi sebelumnya.`,
  redone: (cells: number) => `${cells} sel diulangi.`,
  skipped: (cells: number) => `${cells} sel dibiarkan karena isinya sudah berubah.`,
  nothingToUndo: "Tidak ada perubahan untuk diurungkan.",
  nothingToRedo: "Tidak ada perubahan untuk diulangi.",
  selected: (cells: number) => `${cells} sel dipilih.`,
  leaving: "Tekan Tab untuk keluar dari tabel.",
  undo: "Urungkan",
  redo: "Ulangi",
  actions: "Pilihan sel",
  fieldActions: (label: string) => `Pilihan untuk ${label}`,
  details: "Rincian",
  openRow: (label: string) => `Buka rincian ${label}`,
  edit: "Ubah isi",
  nil: "Nihil…",
  notApplicable: "Tidak berlaku…",
  clear: "Kosongkan",
  explain: "Lihat penjelasan",
  copy: "Salin",
  save: "Simpan",
  cancel: "Batal",
  close: "Tutup",
  reason: "Alasan",
  reasonNeeded: "Tulis alasannya, paling sedikit 10 huruf.",
  nilTitle: "Nyatakan nihil",
  notApplicableTitle: "Nyatakan tidak berlaku",
  nilMeaning: "Nihil berarti tidak ada yang dilaporkan. Isian ini dihitung sudah dilaporkan.",
  notApplicableMeaning: "Tidak berlaku berarti kolom ini tidak mengenai baris tersebut.",
  cells: (cells: number) => (cells === 1 ? "" : `Untuk ${cells} sel yang dipilih.`),
  conflictTitle: "Isian bentrok",
  refusedTitle: "Isian ditolak",
  absenceTitle: "Keterangan isian",
  remarksTitle: "Catatan pada isian",
  mine: "Isian Anda",
  theirs: "Isian rekan",
  useMine: "Pakai punya saya",
  useTheirs: "Pakai punya rekan",
  pasteTitle: (cells: number) => `${cells} isian tidak ditempel`,
  pasteAdvice: "Isi yang lain sudah ditempel. Perbaiki isian berikut di berkas asal atau ketik langsung di tabel.",
  more: (hidden: number) => `dan ${hidden} lagi`,
  moreCards: (hidden: number) => `Tampilkan berikutnya (${hidden} lagi)`,
  choose: "Pilih",
  noRows: "Belum ada baris.",
  rowsCount: (rows: number) => `${rows.toLocaleString("id-ID")} baris`,
} as const;

const SYNC_WORDS: Record<CellSync, string> = {
  saved: "tersimpan",
  unsent: "belum terkirim",
  sending: "mengirim",
  conflict: "bentrok",
  refused: "ditolak",
};

const STATE_WORDS: Record<CellState, string> = {
  missing: "belum diisi",
  value: "",
  nil: "Nihil",
  "not-applicable": "Tidak berlaku",
};

export function syncWord(sync: CellSync): string {
  return SYNC_WORDS[sync];
}

export function stateWord(state: CellState): string {
  return STATE_WORDS[state];
}

/** What stands in the cell: the value, or the word for its absence. */
export function cellText(cell: CellView): string {
  return cell.state === "value" ? cell.shown : stateWord(cell.state);
}

/** Whether saying how far the cell has travelled tells the reader anything: an untouched empty cell was never sent. */
export function hasSyncWord(cell: CellView): boolean {
  return cell.sync !== "saved" || cell.state !== "missing";
}

/** The cell in a sentence for the bar above the grid. */
export function cellSentence(column: GridColumn, cell: CellView): string {
  const parts = [cell.state === "value" ? withUnit(column, cell.shown) : stateWord(cell.state)];
  if (cell.state !== "value" && cell.state !== "missing" && cell.reason !== undefined) parts.push(cell.reason);
  if (column.kind !== "computed" && hasSyncWord(cell)) parts.push(syncWord(cell.sync));
  return parts.filter((part) => part !== "").join(" · ");
}

/** A figure with its unit: "Rp 1.250.000", "45,20%", "12 unit". */
export function withUnit(column: GridColumn, shown: string): string {
  if (column.unit === undefined || shown === "" || !isNumeric(column.kind)) return shown;
  if (column.unit === "Rp") return `Rp ${shown}`;
  return column.unit === "%" ? `${shown}%` : `${shown} ${column.unit}`;
}
