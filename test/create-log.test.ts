import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { Feature } from '../src/app/core/feature.ts';
import { createLog } from '../src/create-log.ts';
import { importRosterAsHr, joinWith, linksByNip, rosterOf, sendFile } from './app/people-stage.ts';
import { type Answer, assessSelf, reviewAsProposed } from './support/appraisals.ts';
import { botToken, openStage, type Stage, webhookSecret } from './support/bot.ts';
import { cutConnections } from './support/database.ts';
import { settleDistrict } from './support/district.ts';
import { startWith } from './support/own-app.ts';
import { arrive, residentsOf } from './support/residents.ts';
import { pressFor, screen, sendFor } from './support/talk.ts';

/** A log whose lines are kept, as the process would print them. */
function recorded() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { log: createLog('trace', stream), text: () => lines.join('') };
}

describe('a line of the log', () => {
  it('has no token and no password, wherever they stand', () => {
    const { log, text } = recorded();
    log.warn({ url: `https://api.telegram.org/bot${botToken}/getMe` }, `fetch of /bot${botToken}/x failed`);
    log.error({ err: new Error(`no answer from postgresql://bot:kata%20sandi@db:5432/x and bot${botToken}`) }, 'Away.');
    expect(text()).not.toContain(botToken.split(':')[1]);
    expect(text()).not.toContain('sandi@');
    expect(text()).toContain('/bot[token]/getMe');
    expect(text()).toContain('postgresql://bot:[password]@db:5432/x');
  });

  it('says what an error is and where it came from, and of an error of the database no more than its codes', async () => {
    const { log, text } = recorded();
    const stage = await openStage();
    const { prisma } = stage.bot().app.database;
    await settleDistrict(stage.bot().app.database);
    const unit = { name: 'Zulaikhawati', path: 'Dinas Contoh' };
    await prisma.unit.create({ data: unit }).catch((err: unknown) => log.error({ err }, 'Twice.'));
    await stage.close();
    log.warn({ err: new TypeError('x is not a function'), more: 1 }, 'A bug.');
    expect(text()).not.toContain('Zulaikhawati');
    expect(text()).toContain('P2002');
    expect(text()).toContain('"message":"x is not a function"');
    expect(text()).toMatch(/"stack":\["at /);
  });
});

describe('the log of a whole journey', () => {
  let stage: Stage | null = null;
  afterEach(async () => {
    await stage?.close();
    stage = null;
  });

  const nip = '198811032014021907';
  const words = {
    newcomer: 'Sulistyaningrum',
    hr: 'Kertapatiwangsa',
    ani: 'Zubaidahqalbu',
    kasi: 'Mangkuprajawira',
    example: 'Arsipperunggu dipakai tiga bidang.',
    feedback: 'Terima kasih atas ketekunanmelati yang terus tumbuh.',
    worry: 'Apakah tunjanganpermata ikut berubah?',
    problem: 'Barisrusaksekali',
    stray: 'Pesantersesat di luar pertanyaan',
    file: 'buktizamrud.pdf',
    command: 'rahasiapirus',
  };
  const answers: readonly Answer[] = [
    [/Kualitas layanan/, 4],
    [/Ketepatan waktu/, 3],
    [/Hasil proyek/, 5, words.example],
    [/Kreativitas/, 4],
  ];

  /** Somebody else's bug, met by the database with a name in its hands. */
  const broken: Feature = {
    commands: [
      {
        name: 'rusak',
        description: 'command.menu',
        menu: null,
        allows: () => true,
        run: async (scene) => {
          await scene.tx.unit.create({ data: { name: words.ani, path: 'Dinas Contoh' } });
          return { kind: 'stale' };
        },
      },
    ],
  };

  it('has no token, name, number, file name or word that anybody wrote, also where everything goes wrong', async () => {
    const { log, text } = recorded();
    stage = await openStage({ log });
    const { simulator, databaseUrl } = stage;
    const { database } = stage.bot().app;
    const district = await settleDistrict(database);
    for (const name of ['ani', 'kasi'] as const) {
      const { id, telegramId } = district.people[name];
      await database.prisma.employee.update({ where: { id }, data: { name: words[name] } });
      await database.prisma.account.update({ where: { telegramId }, data: { firstName: words[name] } });
    }
    const resident = residentsOf(stage, district);
    const ani = resident('ani');
    const kasi = resident('kasi');
    await arrive([ani, kasi]);

    // HR: a file with a problem, one that is right, a link, and somebody who joins by it.
    const hr = simulator.person({ id: 1, firstName: words.hr });
    await sendFor(hr, '/pegawai', /Kirim berkas daftar pegawai/);
    sendFile(hr, rosterOf(`12,${words.problem},Dinas Contoh,Analis,,,pegawai,WIB`), words.file);
    await hr.waitFor(/masalah|perlu/i);
    await importRosterAsHr(hr, rosterOf(`${nip},${words.newcomer},Dinas Contoh,Analis,,,pegawai,WIB`));
    const code = (await linksByNip(stage, hr)).get(nip) ?? '';
    const newcomer = simulator.person({ id: 7_001, firstName: words.newcomer });
    await joinWith(newcomer, code);

    // Telegram stumbles, the database loses its connections, and people go on.
    simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: '429', retryAfter: 1 } });
    simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: '5xx', status: 502 } });
    simulator.faults.add({ method: 'editMessageText', times: 1, kind: { type: 'reset', when: 'after' } });
    await assessSelf(ani, answers);
    await cutConnections(databaseUrl);
    ani.upload({ name: words.file, bytes: Buffer.from('%PDF'), mime: 'application/pdf', as: 'document' });
    ani.send(words.stray);
    await ani.waitFor(/Silakan pilih|pertanyaan/);
    await reviewAsProposed(kasi, new RegExp(`Nilai ${words.ani}`), answers, words.feedback);
    ani.send('/aspirasi');
    await screen(ani, /Aspirasi/);
    await pressFor(ani, /Tulis aspirasi/, /Bagaimana Anda ingin/);
    await pressFor(ani, /Tanpa nama/, /Silakan tulis/);
    await sendFor(ani, words.worry, /sudah sampai|hari/);
    ani.send(`/${words.command} ${words.stray}`);
    await ani.waitFor(/Silakan pilih/);
    kasi.pressRaw(kasi.last().id, `palsu:${words.stray}`);
    newcomer.block();
    await simulator.allConfirmed();
    const own = await startWith(stage, broken);
    ani.send('/rusak');
    await ani.waitFor(/ada gangguan/);
    await own.stop();
    await stage.close();

    const said = text().toLowerCase();
    expect(said).toContain('an update could not be worked on');
    const written = [...Object.values(words).flatMap((each) => each.split(' ')), 'palsu'].filter(
      ({ length }) => length > 4,
    );
    const secrets = [botToken.split(':')[1] ?? '', webhookSecret, nip, '19900101', code];
    expect([...written, ...secrets].filter((each) => said.includes(each.toLowerCase()))).toEqual([]);
  }, 180_000);
});
