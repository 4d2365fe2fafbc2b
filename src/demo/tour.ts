import type { Framework } from '../domain/framework.ts';
import type { SamplePerson } from './sample-people.ts';

/** What a newcomer to the demo presses first, step by step, with the raters that the framework asks; the page shows it. */
export function demoTour(framework: Framework, cast: Cast) {
  return [
    {
      title: 'Menilai diri',
      text: `Buka ${cast.employee.name}. Di pesan pengingat, tekan “📝 Buka penilaian diri”, lalu jawab satu indikator demi satu.`,
      hint: 'Tulis contoh atau kirim foto sebagai bukti kapan saja; jeda dan lanjutkan sesuka Anda.',
      personId: cast.employee.telegramId,
      en: {
        title: 'Assess yourself',
        text: `Open ${cast.employee.name}. In the reminder press “📝 Buka penilaian diri” and answer one indicator after the other.`,
        hint: 'Write an example or send a photo as evidence at any time; pause and go on as you like.',
      },
    },
    {
      title: 'Menilai tim',
      text: `Buka ${cast.supervisor.name} dan tekan “👥 Tim saya”. ${cast.assessed.name} sudah mengirim penilaian diri dan siap dinilai.`,
      hint: 'Jawaban dan bukti pegawai tampil di samping setiap pertanyaan; predikat diusulkan, Anda yang memutuskan.',
      personId: cast.supervisor.telegramId,
      en: {
        title: 'Review the team',
        text: `Open ${cast.supervisor.name} and press “👥 Tim saya”. ${cast.assessed.name} has submitted a self-assessment and is ready for review.`,
        hint: "The employee's answers and evidence stand beside each question; the predicate is proposed, you decide.",
      },
    },
    ...peerSteps(framework, cast),
    ...citizenSteps(cast),
    {
      title: 'Bergabung',
      text: `${cast.newcomer.name} baru mendapat tautan undangan. Buka percakapannya dan tekan Mulai.`,
      personId: cast.newcomer.telegramId,
      en: { title: 'Join', text: `${cast.newcomer.name} has just got a join link. Open the chat and press Start.` },
    },
    {
      title: 'Menyiarkan kabar',
      text: `Buka ${cast.hr.name} (kepegawaian), tekan “📣 Siaran”, tulis pesan, lihat pratinjaunya, lalu kirim ke semua.`,
      personId: cast.hr.telegramId,
      en: {
        title: 'Broadcast',
        text: `Open ${cast.hr.name} (HR), press “📣 Siaran”, write a message, look at the preview and send it to all.`,
      },
    },
    {
      title: 'Memajukan waktu',
      text: 'Tekan +7 hari pada jam di atas: pengingat datang menurut jadwalnya, hanya pada jam kerja zona masing-masing.',
      en: {
        title: 'Move time',
        text: 'Press +7 days at the clock above: reminders come as scheduled, only in working hours of each zone.',
      },
    },
    {
      title: 'Merilis hasil',
      text: `Kembali ke ${cast.hr.name}: “📅 Periode” untuk menutup dan merilis. Pegawai yang selesai dinilai menerima hasilnya.`,
      personId: cast.hr.telegramId,
      en: {
        title: 'Release',
        text: `Back to ${cast.hr.name}: “📅 Periode” to close and release. Employees who were reviewed get their results.`,
      },
    },
  ];
}

function peerSteps({ groups, order }: Framework, { peer, assessed, supervisor }: Cast) {
  if (!groups.some(({ kind }) => kind === 'peer')) return [];
  const later = order.indexOf('peer') > order.indexOf('supervisor');
  return [
    {
      title: 'Menilai sebagai rekan',
      text: later
        ? `Setelah ${supervisor.name} mengirim penilaian ${assessed.name}, rekan sejawat diminta. Buka ${peer.name} dan tekan “📝 Nilai ${assessed.name}”.`
        : `Buka ${peer.name}: sistem memilihnya sebagai rekan sejawat ${assessed.name}. Tekan “📝 Nilai ${assessed.name}”.`,
      hint: 'Jawaban rekan tanpa nama dan baru dihitung mulai tiga rekan; siapa pun boleh menolak bila ada benturan kepentingan.',
      personId: peer.telegramId,
      en: {
        title: 'Rate as a peer',
        text: later
          ? `Once ${supervisor.name} has sent the review of ${assessed.name}, peers are asked. Open ${peer.name} and press “📝 Nilai ${assessed.name}”.`
          : `Open ${peer.name}: the system chose them as a peer of ${assessed.name}. Press “📝 Nilai ${assessed.name}”.`,
        hint: 'Peers answer unnamed and count from three on; anybody may decline for a conflict of interest.',
      },
    },
  ];
}

function citizenSteps({ citizen }: Cast) {
  if (!citizen) return [];
  const { name, unit, telegramId } = citizen;
  return [
    {
      title: 'Menilai layanan sebagai warga',
      text: `${name} baru memindai poster ${unit}. Buka percakapannya, tekan Mulai, lalu ketuk satu angka.`,
      hint: 'Yang dinilai layanan unit, bukan orang. Rata-ratanya tampil mulai sepuluh penilaian.',
      personId: telegramId,
      en: {
        title: 'Rate a service as a citizen',
        text: `${name} has just scanned the poster of ${unit}. Open the chat, press Start and tap a number.`,
        hint: 'The service of the unit is rated, never a person. The average shows from ten ratings on.',
      },
    },
  ];
}

/** Who plays which part in the demo. */
export interface Cast {
  readonly hr: SamplePerson;
  readonly supervisor: SamplePerson;
  /** Has not begun. */
  readonly employee: SamplePerson;
  /** Has submitted and waits for the supervisor. */
  readonly assessed: SamplePerson;
  /** Works beside the one who has submitted. */
  readonly peer: SamplePerson;
  readonly newcomer: SamplePerson;
  /** Null where citizens are not asked. */
  readonly citizen: { readonly telegramId: number; readonly name: string; readonly unit: string } | null;
}
