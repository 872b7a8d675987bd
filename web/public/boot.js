// Before the first paint: the scheme of the address, of the last visit, or of the system, so that a dark page never flashes white.
(function () {
  var asked = new URLSearchParams(location.search).get('theme');
  var kept = null;
  try {
    kept = localStorage.getItem('twin.theme');
  } catch (_) {}
  var choice = asked || kept || 'auto';
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
