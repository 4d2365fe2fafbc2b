// What all peers ask: twelve questions with five levels each, then a summary with one button, as in the product.
export const questions = Array.from({ length: 12 }, (_, index) => `Pertanyaan ${index + 1} dari 12\n\nSeberapa sering hal ini terlihat dalam pekerjaan Anda?`);

const levels = [
  '1 Perlu dukungan',
  '2 Berkembang',
  '3 Andal',
  '4 Kuat',
  '5 Teladan',
];

export const keyboard = { inline_keyboard: levels.map((text, index) => [{ text, callback_data: `level:${index + 1}` }]) };
export const submitKeyboard = { inline_keyboard: [[{ text: 'Kirim', callback_data: 'submit' }]] };

export function summary(answers) {
  return `Ringkasan\n${answers.map((level, index) => `${index + 1}. ${levels[level - 1]}`).join('\n')}`;
}

export const done = 'Terima kasih, jawaban tersimpan.';
