import { gzipSync } from 'node:zlib';

interface OddFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

const header = 'nip,nama,unit,jabatan,jenjang,atasan_nip,peran,zona';

/** Files as a bot gets them on a bad day: broken, disguised, enormous once read, or with cells that are no names. */
export function oddFiles(): readonly OddFile[] {
  const csv = (text: string) => ({ name: 'pegawai.csv', mime: 'text/csv', bytes: Buffer.from(text) });
  return [
    csv(''),
    csv(header),
    csv(`${header}\n199001012020011999,Baru & <b>Baru</b>,Dinas Contoh / Seksi Udara,Analis,,,pegawai,WIB\n`),
    csv(`${header}\n199001012020011998,=cmd|' /C calc'!A0,Dinas Contoh,@SUM(1),,,pegawai,WIB\n`),
    csv(`${header}\n199001012020011997,\u0001\u0002Kendali\u0007,Dinas Contoh,\ufffe,,,pegawai,WIB\n`),
    csv(`${header}\n199001012020011996,${'panjang '.repeat(2_000)},Dinas Contoh,x,,,pegawai,WIB\n`),
    csv(`${header}\n199001012020011995,Dalam,${'A / '.repeat(500)}B,x,,,pegawai,WIB\n`),
    csv(`${header}\n"199001012020011994,tidak ditutup,Dinas Contoh\n`.repeat(50)),
    csv(`${header}\n${'9,,,,,,,\n'.repeat(3_000)}`),
    csv(`${','.repeat(5_000)}\n`),
    csv(`${header}\n199001012020011993,a\u0000b,Dinas Contoh,x,,,pegawai,WIB\n`),
    { name: 'pegawai.xlsx', mime: 'application/vnd.ms-excel', bytes: Buffer.from('PK\u0003\u0004 bukan arsip') },
    { name: 'pegawai.xlsx', mime: 'application/vnd.ms-excel', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]) },
    { name: 'pegawai.csv', mime: 'text/csv', bytes: gzipSync(Buffer.alloc(1_000_000)) },
    { name: 'pegawai.csv', mime: 'text/csv', bytes: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]) },
    { name: 'gambar.png', mime: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  ];
}
