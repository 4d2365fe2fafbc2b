/**
 * A text of the page in the chosen language, with `{{name}}` filled in. An unknown key throws: a missing word is a bug, not a blank.
 */
export function word(key, parameters = {}) {
  const entry = table[key];
  if (!entry) throw new Error(`No words for ${key}`);
  return entry[language() === 'en' ? 1 : 0].replace(/\{\{(\w+)\}\}/g, (_, name) => String(parameters[name] ?? ''));
}

/** `id` unless the visitor chose English before. */
export function language() {
  return localStorage.getItem('demo.language') === 'en' ? 'en' : 'id';
}

/** Keeps the choice for the next visit; the caller draws the page again. */
export function chooseLanguage(next) {
  localStorage.setItem('demo.language', next);
}

const table = {
  title: ['Dialog Kinerja', 'Dialog Kinerja'],
  demo: ['demo', 'demo'],
  skip: ['Langsung ke daftar orang', 'Skip to the list of people'],
  'language.switch': ['English', 'Bahasa Indonesia'],
  'language.short': ['EN', 'ID'],
  'theme.dark': ['Tampilan gelap', 'Dark appearance'],
  'theme.light': ['Tampilan terang', 'Light appearance'],

  'opening.title': ['Sistem mana yang ingin Anda coba?', 'Which system would you like to try?'],
  'opening.text': [
    'Setiap pilihan membangun kabupaten contoh dengan kerangka penilaiannya sendiri. Nama dan angkanya rekaan, dan tidak ada yang keluar dari komputer ini.',
    'Each choice builds a sample district with its own assessment framework. Names and numbers are invented, and nothing leaves this machine.',
  ],
  'opening.go': ['Coba sistem ini', 'Try this system'],
  'opening.preparing': ['Menyiapkan kabupaten contoh', 'Preparing the sample district'],
  'opening.wait': ['Biasanya kurang dari satu menit.', 'Usually less than a minute.'],
  'opening.failed': [
    'Kabupaten contoh belum berhasil disiapkan. Sebabnya tertulis di terminal; silakan coba lagi.',
    'The sample district could not be prepared. The terminal says why; please try again.',
  ],
  'opening.again': ['Pilih sistem lain', 'Choose another system'],
  'opening.againText': [
    'Kabupaten contoh ini akan ditutup dan percakapannya hilang. Lanjut memilih sistem lain?',
    'This sample district will be closed and its chats are gone. Go on to choose another system?',
  ],
  'opening.againGo': ['Pilih sistem lain', 'Choose another system'],

  'people.title': ['Daftar orang', 'People'],
  'people.beside': ['Buka chat {{name}} di samping', 'Open {{name}}’s chat beside'],
  'people.none': ['Belum ada orang. Muat ulang sebentar lagi.', 'Nobody yet. Reload in a moment.'],
  'people.unread': ['{{count}} belum dibaca', '{{count}} unread'],
  'people.empty': ['Belum ada pesan', 'No messages yet'],
  'people.you': ['Anda: {{text}}', 'You: {{text}}'],
  'role.hr': ['Pengelola kepegawaian', 'Human resources'],
  'role.supervisor': ['Atasan', 'Supervisors'],
  'role.employee': ['Pegawai', 'Employees'],
  'role.newcomer': ['Pendatang baru', 'Newcomers'],
  'role.citizen': ['Masyarakat', 'Citizens'],
  'role.other': ['Lainnya', 'Others'],

  'welcome.title': ['Pilih seseorang untuk mulai', 'Choose a person to begin'],
  'welcome.text': [
    'Setiap orang di daftar punya obrolan sendiri dengan bot. Buka beberapa berdampingan dengan tombol + untuk melihat apa yang diterima masing-masing.',
    'Everyone in the list has a chat of their own with the bot. Open several side by side with the + button to see what each of them receives.',
  ],
  'welcome.keys': [
    '↑ ↓ memilih orang, Enter membuka, Shift+Enter membuka di samping.',
    '↑ ↓ choose a person, Enter opens, Shift+Enter opens beside.',
  ],

  'chat.of': ['Chat {{name}}', '{{name}}’s chat'],
  'chat.with': ['mengobrol dengan {{bot}}', 'chatting with {{bot}}'],
  'chat.back': ['Kembali ke daftar orang', 'Back to the list of people'],
  'chat.close': ['Tutup chat {{name}}', 'Close {{name}}’s chat'],
  'chat.menu': ['Pilihan chat {{name}}', 'Options of {{name}}’s chat'],
  'chat.block': ['Blokir bot', 'Block the bot'],
  'chat.unblock': ['Buka blokir bot', 'Unblock the bot'],
  'chat.blocked': [
    'Bot diblokir. {{name}} tidak menerima pesan apa pun.',
    'The bot is blocked. {{name}} receives nothing.',
  ],
  'chat.messages': ['Pesan {{name}} dengan bot', 'Messages between {{name}} and the bot'],
  'chat.empty': ['Belum ada pesan di sini.', 'No messages here yet.'],
  'chat.start': ['Mulai', 'Start'],
  'chat.startPlain': ['{{name}} belum pernah membuka bot.', '{{name}} has never opened the bot.'],
  'chat.startLink': [
    '{{name}} memegang tautan bergabung. Tekan Mulai untuk memakainya.',
    '{{name}} holds a join link. Press Start to use it.',
  ],
  'chat.newer': ['{{count}} baru', '{{count}} new'],
  'chat.newest': ['Ke pesan terbaru', 'To the newest message'],

  'message.edited': ['diubah', 'edited'],
  'message.photo': ['Foto', 'Photo'],
  'message.openPhoto': ['Perbesar foto', 'Enlarge photo'],
  'message.file': ['Berkas', 'File'],
  'message.download': ['Unduh {{name}}, {{size}}', 'Download {{name}}, {{size}}'],
  'message.buttons': ['Tombol pesan', 'Message buttons'],
  'message.spoiler': ['Teks tersembunyi, tekan untuk melihat', 'Hidden text, press to see it'],
  'message.expand': ['Tampilkan semua', 'Show all'],
  'message.collapse': ['Ringkas', 'Show less'],
  'message.bot': ['Bot', 'Bot'],
  'message.unknown': ['Pesan tanpa isi', 'Message without content'],
  'press.waiting': ['menunggu jawaban', 'waiting for the answer'],
  'press.silent': [
    'Bot belum menjawab tekanan tombol ini. Coba sekali lagi.',
    'The bot has not answered this press. Try once more.',
  ],

  'compose.label': ['Tulis pesan sebagai {{name}}', 'Write a message as {{name}}'],
  'compose.hint': ['Tulis pesan…', 'Write a message…'],
  'compose.caption': ['Tambahkan keterangan…', 'Add a caption…'],
  'compose.send': ['Kirim', 'Send'],
  'compose.attach': ['Lampirkan berkas', 'Attach a file'],
  'compose.photo': ['Foto', 'Photo'],
  'compose.document': ['Dokumen', 'Document'],
  'compose.as': ['Kirim {{name}} sebagai', 'Send {{name}} as'],
  'compose.remove': ['Buang lampiran {{name}}', 'Remove attachment {{name}}'],
  'compose.drop': ['Lepaskan berkas di sini', 'Drop the file here'],
  'compose.commands': ['Menu perintah', 'Command menu'],
  'compose.noCommands': [
    'Bot belum memasang perintah untuk orang ini.',
    'The bot has set no commands for this person yet.',
  ],

  'clock.group': ['Jam demo', 'Demo clock'],
  'clock.hour': ['+1 jam', '+1 h'],
  'clock.day': ['+1 hari', '+1 day'],
  'clock.week': ['+7 hari', '+7 days'],
  'clock.hourLabel': ['Majukan jam demo 1 jam', 'Move the demo clock forward 1 hour'],
  'clock.dayLabel': ['Majukan jam demo 1 hari', 'Move the demo clock forward 1 day'],
  'clock.weekLabel': ['Majukan jam demo 7 hari', 'Move the demo clock forward 7 days'],
  'clock.pick': ['Pilih tanggal dan waktu', 'Choose date and time'],
  'clock.pickLabel': ['Tanggal dan waktu demo (WIB)', 'Demo date and time (WIB)'],
  'clock.move': ['Pindahkan jam', 'Move the clock'],
  'clock.moved': ['Jam demo sekarang {{time}}', 'The demo clock now shows {{time}}'],

  'tour.title': ['Mulai dari sini', 'Start here'],
  'tour.step': ['Langkah {{at}} dari {{of}}', 'Step {{at}} of {{of}}'],
  'tour.open': ['Buka chat {{name}}', 'Open {{name}}’s chat'],
  'tour.next': ['Lanjut', 'Next'],
  'tour.previous': ['Sebelumnya', 'Previous'],
  'tour.done': ['Selesai', 'Done'],
  'tour.dismiss': ['Tutup panduan', 'Close the tour'],
  'tour.again': ['Panduan singkat', 'Short tour'],

  'connection.lost': ['Sambungan ke demo terputus. Menyambung lagi…', 'Lost the connection to the demo. Reconnecting…'],
  'connection.retry': ['Coba sekarang', 'Try now'],
  'connection.back': ['Tersambung kembali.', 'Connected again.'],

  'dialog.ok': ['Mengerti', 'Got it'],
  'dialog.cancel': ['Batal', 'Cancel'],
  'dialog.alert': ['Pesan dari bot', 'Message from the bot'],
  'dialog.photo': ['Foto ukuran penuh', 'Photo in full size'],
  'start.title': ['Buka tautan di demo', 'Open the link in the demo'],
  'start.text': [
    'Di Telegram tautan ini membuka chat dengan bot. Di sini Anda memilih siapa yang membukanya.',
    'In Telegram this link opens a chat with the bot. Here you choose who opens it.',
  ],
  'start.as': ['Dibuka oleh', 'Opened by'],
  'start.send': ['Kirim {{command}}', 'Send {{command}}'],
  'copy.done': ['Disalin: {{text}}', 'Copied: {{text}}'],
  'copy.manual': ['Salin teks ini', 'Copy this text'],
  'problem.action': ['Belum berhasil: {{reason}}', 'That did not work: {{reason}}'],
  'problem.offline': [
    'demo tidak terjangkau, coba lagi setelah tersambung',
    'the demo cannot be reached, try again once connected',
  ],
};
