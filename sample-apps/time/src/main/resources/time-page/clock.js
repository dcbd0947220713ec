'use strict';
const [time, date, state, count] = ['time', 'date', 'state', 'count'].map(id => document.getElementById(id));
const show = word => { state.textContent = state.dataset.state = word; };

// The browser connects again by itself when a stream ends, and says which tick it has seen last.
const source = new EventSource('events');
let ticks = 0;
let missed = 0;
let last = 0;
source.onopen = () => show('open');
source.onerror = () => show(source.readyState === EventSource.CLOSED ? 'closed' : 'connecting');
source.onmessage = event => {
  const id = Number(event.lastEventId);
  missed += last && id > last ? id - last - 1 : 0;
  last = id;
  ticks++;
  time.textContent = event.data.slice(11, 19);
  time.dateTime = event.data;
  date.textContent = event.data.slice(0, 10) + ' UTC';
  count.textContent = `${ticks} tick${ticks === 1 ? '' : 's'}, ${missed} missed`;
};
