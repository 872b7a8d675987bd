/* global document, location, localStorage, matchMedia, URLSearchParams */
// Before the first paint: the scheme of the address, of the last visit, or of the system, so that a dark page never flashes white.
{
  const kept = () => {
    try {
      return localStorage.getItem('twin.theme');
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const choice = new URLSearchParams(location.search).get('theme') || kept() || 'auto';
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}
