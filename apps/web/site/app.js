// Fills in what only the server knows.
const served = document.querySelector('#served');
if (served !== null) {
  const { requests } = await (await fetch('/api/status')).json();
  served.textContent = `${requests}`;
}
