'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const form = $('filter');
  const results = [...document.querySelectorAll('.result')];
  const groups = [...document.querySelectorAll('.group')];
  const causes = [...document.querySelectorAll('details.cause')];
  let unfolded = []; // causes that the filter opened, to show what it found in them
  const texts = new Map(); // lower-case text by result, read when first searched

  const textOf = (r) => {
    if (!texts.has(r)) texts.set(r, r.textContent.toLowerCase());
    return texts.get(r);
  };

  const filter = () => {
    const words = $('text').value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set([...form.querySelectorAll('[name=verdict]:checked')].map((c) => c.value));
    const chosen = ['suite', 'level', 'impact'].map((k) => [k, $(k).value]).filter(([, v]) => v !== '');
    let shown = 0;
    for (const r of results) {
      const ok = verdicts.has(r.dataset.verdict) &&
        chosen.every(([k, v]) => r.dataset[k] === v) &&
        words.every((w) => textOf(r).includes(w));
      r.hidden = !ok;
      if (ok) shown++;
    }
    for (const g of [...groups, ...causes]) g.hidden = !g.querySelector('.result:not([hidden])');
    if (shown < results.length) {
      for (const c of causes) if (!c.hidden && !c.open) { c.open = true; unfolded.push(c); }
    } else {
      for (const c of unfolded) c.open = false;
      unfolded = [];
    }
    $('shown').textContent = shown === results.length ? `${shown} results` : `${shown} of ${results.length} results`;
    $('none').hidden = shown > 0 || results.length === 0;
  };

  const copy = async (button) => {
    const pre = button.parentElement.querySelector('pre');
    let done = false;
    try {
      await navigator.clipboard.writeText(pre.textContent);
      done = true;
    } catch {
      const range = document.createRange();
      range.selectNodeContents(pre);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      done = document.execCommand('copy');
    }
    button.textContent = done ? 'Copied' : 'Selected';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  };

  // A link to a result opens it, and shows it whatever the filter says.
  const reveal = () => {
    const target = $(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches('details.part')) {
      for (let p = target; p; p = p.parentElement.closest('details.part')) p.open = true;
      target.scrollIntoView();
    }
    if (!target || !target.matches('.result')) return;
    if (target.hidden) { form.reset(); filter(); }
    const cause = target.closest('details.cause');
    if (cause) cause.open = true;
    target.open = true;
    target.scrollIntoView();
  };

  // The map is filtered apart from the results, by what became of a requirement.
  const map = $('map');
  const filterMap = () => {
    const states = [...map.querySelectorAll('[name=state]')];
    const shown = new Set(states.filter((c) => c.checked).map((c) => 'v-' + c.value));
    const all = shown.size === states.length;
    for (const li of map.querySelectorAll('.spots > li')) li.hidden = !shown.has(li.className);
    for (const cell of map.querySelectorAll('.cells > i')) cell.classList.toggle('off', !shown.has(cell.classList[0]));
    for (const p of map.querySelectorAll('.part')) p.hidden = !all && !p.querySelector('li:not([hidden])');
  };
  if (map) {
    map.querySelector('fieldset').disabled = false;
    $('states').addEventListener('input', filterMap);
    $('states').addEventListener('submit', (e) => e.preventDefault());
    const unfold = $('unfoldmap');
    unfold.hidden = false;
    unfold.addEventListener('click', () => {
      const open = unfold.textContent === 'Open all sections';
      for (const p of map.querySelectorAll('details.part')) p.open = open;
      unfold.textContent = open ? 'Close all sections' : 'Open all sections';
    });
  }

  form.hidden = false;
  for (const b of document.querySelectorAll('.copy')) {
    b.hidden = false;
    b.addEventListener('click', () => copy(b));
  }
  form.addEventListener('input', filter);
  form.addEventListener('submit', (e) => e.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter)); // the event comes before the fields change
  $('unfold').addEventListener('click', (e) => {
    const open = e.target.textContent === 'Open all';
    for (const r of [...results, ...causes]) if (!r.hidden) r.open = open;
    e.target.textContent = open ? 'Close all' : 'Open all';
  });
  document.addEventListener('keydown', (e) => {
    if (e.key === '/' && !e.ctrlKey && !e.metaKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) {
      e.preventDefault();
      $('text').focus();
    }
  });
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = results.filter((r) => !r.open && r.dataset.verdict !== 'pass');
    folded.push(...causes.filter((c) => !c.open));
    folded.push(...document.querySelectorAll('details.part:not([open]):has(> .inside .spots > .v-fail)'));
    for (const r of folded) r.open = true;
  });
  addEventListener('afterprint', () => { for (const r of folded) r.open = false; });
  addEventListener('hashchange', reveal);
  filter();
  reveal();
})();
