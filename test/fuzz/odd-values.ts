import type { Random } from './random.ts';

const oddTexts: readonly [string, ...string[]] = [
  '',
  ' ',
  '\u00a0\u2003\t\n',
  'baik',
  'Sudah saya kerjakan dengan tim, selesai tepat waktu.',
  '1',
  '100',
  '-5',
  '0,5',
  '1e309',
  '31-12-2026',
  '30 Februari 2026',
  '9999-99-99',
  '99:99',
  'https://contoh.go.id/bukti?x=1&y=2',
  'https://[::1',
  'javascript:alert(1)',
  `http://a.b/${'%00'.repeat(20)}`,
  '<b>tebal',
  '</b></i></blockquote>',
  '<a href="tg://user?id=1">x</a>',
  '&lt;script&gt;&amp;amp;&#0;&#xD800;',
  "'; DROP TABLE employee; --",
  '{{name}} $t(menu.title) %s %n {0}',
  '=HYPERLINK("http://x.y","klik")',
  '\u0000',
  'awal\u0000akhir',
  '\ud800',
  'a\udfffb\ud83d',
  '\u0001\u0007\u001b[31m',
  '\ufffe\uffff',
  '👩🏽‍🚀🏳️‍🌈🇮🇩',
  '\u202egpj.exe\u202c',
  '\u200b\u200c\u200d\u2060\ufeff',
  'مرحبا بالعالم',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!',
  '/',
  '//menu',
  '/menu@',
  `/start ${'A'.repeat(64)}`,
  '/start u_seksidarat2026',
  '/start i_0000000000',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'c:1:1:r.x:5',
];

/** A text nobody expects, up to half a megabyte: more than Telegram would ever deliver. */
export function oddText(random: Random): string {
  const text = random.pick(oddTexts);
  if (random.chance(0.05)) return text.padEnd(1, 'x').repeat(1 + random.int(4_096));
  if (random.chance(0.002)) return 'y<'.repeat(250_000);
  return random.chance(0.3) ? `${text}${random.pick(oddTexts)}` : text;
}

const oddNumbers: readonly [number, ...number[]] = [
  0,
  -1,
  1,
  0.5,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 52 - 1,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  -(2 ** 60),
  1e300,
];

export function oddNumber(random: Random): number {
  return random.pick(oddNumbers);
}

/** Any JSON, mostly of the wrong kind. */
export function oddValue(random: Random): unknown {
  switch (random.int(9)) {
    case 0:
      return null;
    case 1:
      return oddNumber(random);
    case 2:
      return oddText(random);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return random.chance(0.5);
    case 6:
      return nested(20);
    case 7:
      return [oddText(random), oddNumber(random), null];
    default:
      return { id: oddNumber(random), first_name: oddText(random), type: 'private' };
  }
}

/** Arrays within arrays. */
function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

const oddNames: readonly [string, ...string[]] = [
  'bukti.pdf',
  'foto kegiatan.jpg',
  'pegawai.csv',
  'pegawai.xlsx',
  '../../etc/passwd',
  'C:\\Windows\\system32\\cmd.exe',
  'laporan\u202efdp.exe',
  'x'.repeat(5_000),
  `${'🌟'.repeat(200)}.xlsx`,
  '\u0000.csv',
  '.',
  '..',
  '',
  'con',
  'a"b\r\nContent-Type: text.html',
  '<b>.docx',
  '\ud800.pdf',
];

export function oddFileName(random: Random): string {
  return random.pick(oddNames);
}
