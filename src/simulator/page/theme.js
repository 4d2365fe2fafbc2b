const wantsDark = matchMedia('(prefers-color-scheme: dark)');

/** `light` or `dark`: what the visitor chose here, or else what the system asks for. */
export function theme() {
  return localStorage.getItem('demo.theme') ?? (wantsDark.matches ? 'dark' : 'light');
}

/** Sets the chosen appearance on the page. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

/** Changes to the other appearance and keeps it for the next visit. */
export function switchTheme() {
  localStorage.setItem('demo.theme', theme() === 'dark' ? 'light' : 'dark');
  applyTheme();
}

wantsDark.addEventListener('change', applyTheme);
