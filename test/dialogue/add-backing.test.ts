import { describe, expect, it } from 'vitest';
import { addBacking } from '../../src/dialogue/add-backing.ts';
import type { Backing } from '../../src/dialogue/rating-answer.ts';

const none: Backing = { comment: null, items: [], wanted: true };

const send = (name: string, mime = 'application/octet-stream', size: number | null = 1_000) =>
  addBacking(none, {
    kind: 'file',
    file: { kind: 'document', fileId: 'f', name, mime, size },
    caption: '',
    captionHtml: '',
  });

describe('evidence', () => {
  it.each<[string, string?]>([
    ['laporan.pdf'],
    ['LAPORAN AKHIR.PDF'],
    ['tabel.v2.xlsx'],
    ['surat.doc'],
    ['foto.HEIC'],
    ['dokumen-12', 'application/pdf'],
    ['dokumen-13', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ])('may be an ordinary document: %s', (name, mime) => {
    expect(send(name, mime)).toMatchObject({ ok: true });
  });

  it.each<[string, string?]>([
    ['undangan.apk', 'application/vnd.android.package-archive'],
    ['surat.pdf.exe', 'application/pdf'],
    ['laporan.docm', 'application/pdf'],
    ['tabel.xlsm'],
    ['arsip.zip'],
    ['halaman.html', 'text/plain'],
    ['gambar.svg', 'image/svg+xml'],
    ['skrip.js', 'text/plain'],
    ['pintasan.lnk'],
    ['evil.exe.', 'application/pdf'],
    ['evil.exe...', 'image/png'],
    ['evil.exe. ', 'image/png'],
    ['dokumen-14', 'application/x-msdownload'],
    ['dokumen-15', 'image/svg+xml'],
  ])('is not what runs when a colleague opens it: %s', (name, mime) => {
    expect(send(name, mime)).toMatchObject({ ok: false, why: { key: 'dialogue.unusual-document', params: { name } } });
  });

  it('is at most what Telegram lets a bot read, where Telegram says how large it is', () => {
    expect(send('a.pdf', 'application/pdf', 20 * 1024 * 1024)).toMatchObject({ ok: true });
    expect(send('a.pdf', 'application/pdf', null)).toMatchObject({ ok: true });
    expect(send('a.pdf', 'application/pdf', 20 * 1024 * 1024 + 1)).toMatchObject({
      ok: false,
      why: { key: 'evidence.too-large' },
    });
  });
});
