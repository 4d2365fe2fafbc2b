import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/table/read-table.ts';
import { workbookFiles, zipOf } from './zip.ts';

describe('a file that somebody made on purpose', () => {
  it('brings no character that cannot be stored: NUL, control characters, halves of characters', async () => {
    const cells = ['nama', 'a&#0;b&#xD800;c&#1;_x0000_d&#xFFFE;', 'Siti&#10;Aminah 🌺'];
    const read = await readTable(zipOf(workbookFiles(cells)));
    expect(read).toMatchObject({
      ok: true,
      table: { header: ['nama'], rows: [{ cells: ['a b c  d'] }, { cells: ['Siti\nAminah 🌺'] }] },
    });
    const csv = await readTable(new TextEncoder().encode('nama\u0007\nKen\u0001dali\n'));
    expect(csv).toMatchObject({ ok: true, table: { header: ['nama'], rows: [{ cells: ['Ken dali'] }] } });
  });

  it('is not unpacked when it says that it fills the memory', async () => {
    const files = workbookFiles(['nama', 'Siti']);
    const read = await readTable(zipOf(files, { 'xl/worksheets/sheet1.xml': 2 ** 31 }));
    expect(read).toMatchObject({ ok: false, problem: { code: 'too-large' } });
  });

  it('is refused in words when it says less than it holds, or points outside itself', async () => {
    const files = workbookFiles(['nama', ...Array.from({ length: 50_000 }, () => 'Siti')]);
    const lying = await readTable(zipOf(files, { 'xl/worksheets/sheet1.xml': 1_000 }));
    expect(lying).toMatchObject({ ok: false, problem: { code: 'broken-excel' } });
    for (const cut of [30, 200, 600]) {
      const whole = zipOf(files);
      const read = await readTable(whole.subarray(0, whole.length - cut));
      expect(read).toMatchObject({ ok: false, problem: { code: 'broken-excel' } });
    }
  });

  it('does not follow entities that name a file or grow (XXE, a billion laughs)', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "1234567890"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const files = workbookFiles(['nama', '&b;', '&f;']);
    const sheet = files['xl/worksheets/sheet1.xml'] ?? '';
    const read = await readTable(
      zipOf({ ...files, 'xl/worksheets/sheet1.xml': sheet.replace('<worksheet', `${bomb}<worksheet`) }),
    );
    const said = JSON.stringify(read);
    expect(said).not.toContain('root:');
    expect(said).not.toContain('12345678901234567890');
  });
});
