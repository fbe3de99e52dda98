// Stands between the page and the shell: what is not a call of one of the two commands does not go through, whatever was
// smuggled into the page's scripts. Arguments are neither read nor kept.
window.__TAURI_ISOLATION_HOOK__ = (message) => {
  const { cmd, payload } = message;
  const isOurs =
    (cmd === "ipc" || cmd === "shell") &&
    typeof payload === "object" &&
    payload !== null &&
    typeof payload.name === "string" &&
    /^[a-z][a-z0-9_]{0,63}$/.test(payload.name);
  if (isOurs) return message;
  // A hook must give a message back; the permissions of the window refuse this one.
  return { ...message, cmd: "refused_by_isolation", payload: {} };
};
