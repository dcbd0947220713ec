'use strict';
const [state, enter, name, main, lines, say, text] =
  ['state', 'enter', 'name', 'main', 'lines', 'say', 'text'].map(id => document.getElementById(id) || document.querySelector(id));
let socket;
let wait = 500;
let entered = false;

const show = (word, text) => { state.dataset.state = word; state.textContent = text; };

// What others say goes into the page as text, never as HTML.
function add(line) {
  const item = document.createElement('li');
  const colon = line.indexOf(': ');
  if (line.startsWith('* ')) {
    item.className = 'room';
    item.textContent = line.slice(2);
  } else {
    const who = document.createElement('b');
    who.textContent = line.slice(0, colon);
    item.append(who, line.slice(colon));
  }
  lines.append(item);
  lines.scrollTop = lines.scrollHeight;
}

function connect() {
  const url = new URL('chat?name=' + encodeURIComponent(name.value.trim()), location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  socket = new WebSocket(url);
  socket.onopen = () => { entered = true; wait = 500; lines.replaceChildren(); show('open', 'connected'); };
  socket.onmessage = event => add(event.data);
  socket.onclose = event => {
    if (!entered) { // Refused, or nobody is there: trying again by itself would not help.
      show('away', 'could not come in');
      main.hidden = true;
      enter.hidden = false;
      name.focus();
      return;
    }
    show('away', 'connection lost (' + event.code + ')');
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, 8000);
  };
}

enter.onsubmit = event => {
  event.preventDefault();
  entered = false;
  enter.hidden = true;
  main.hidden = false;
  text.focus();
  connect();
};
say.onsubmit = event => {
  event.preventDefault();
  if (socket.readyState === WebSocket.OPEN) {
    socket.send(text.value);
    text.value = '';
  }
};
