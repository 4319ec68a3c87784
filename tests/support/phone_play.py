"""The scripts of a phone, played step by step in a browser."""

# The work of the pages, without the pages: `save` is that of log.js, `keep` that of underway.js; a phone that dies
# had the entry in its outbox and no time for the rest. A form that opens shows the typed text.
# The outbox opens the database of the phone for each thing it does; here that stays open from one to the next, which
# halves the work of the browser and changes nothing in what is kept. Nothing of it is painted.
PLAY = """async ([topic, users, cookies]) => {
    const opened = await new Promise((resolve) => {
        const opening = indexedDB.open('wegwijs', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('outbox', { keyPath: 'key' });
        opening.onsuccess = () => resolve(opening.result);
    });
    opened.close = () => {};
    document.body.innerHTML = '<div hidden><p id="draft"><time></time><button></button></p></div>';
    indexedDB.open = () => {
        const opening = { result: opened };
        queueMicrotask(() => opening.onsuccess());
        return opening;
    };
    const drafts = await import('/static/js/draft.js');
    const outbox = await import('/static/js/outbox.js');
    const reach = fetch.bind(globalThis);
    let connection = 'good';
    globalThis.fetch = async (...asked) => {
        if (connection === 'gone') throw new TypeError('no connection');
        const answer = await reach(...asked);
        if (connection === 'loses answers' && asked[1].method === 'POST') throw new TypeError('the answer was lost');
        return answer;
    };
    // What the store holds, or what is left of it once this was done with it.
    const stored = (mode, action) => new Promise((resolve) => {
        const asked = action(opened.transaction('outbox', mode).objectStore('outbox'));
        asked.onsuccess = () => resolve(asked.result);
    });
    const nameOf = (user, trajectory) => `${user}.${trajectory}`;
    const keysOf = async (user) => (await outbox.entriesOf(user)).map((entry) => entry.key);
    async function open(user, trajectory, keys) {
        const form = document.createElement('form');
        form.dataset.draft = nameOf(user, trajectory);
        form.innerHTML = '<input type="hidden" name="submission_key"><textarea name="note"></textarea>';
        form.elements.submission_key.defaultValue = crypto.randomUUID();
        drafts.keep(form, keys ?? await keysOf(user));
        return form;
    }
    async function entryOf(form, user, trajectory) {
        const how = { on_date: '2026-03-09', way: 'phone', purpose: 'regular', tapped_minutes: '15', topics: topic };
        const key = form.elements.submission_key.value;
        const fields = [...drafts.pairsOf(form), ...Object.entries(how)];
        return { key, user, trajectory, name: 'A.B.', day: how.on_date, fields };
    }
    const steps = {
        connect: (how) => { connection = how; },
        session: (who) => {
            document.cookie = who === null ? `${cookies[0].split('=')[0]}=; max-age=0` : cookies[who];
            if (document.cookie !== (cookies[who] ?? '')) throw new Error(`the session is ${document.cookie}`);
        },
        async type(user, trajectory, word) {
            const form = await open(user, trajectory);
            form.elements.note.value += ` ${word}`;
            form.oninput();
        },
        async save(user, trajectory) {
            const form = await open(user, trajectory);
            const { token = '' } = await outbox.introduce();
            const entry = await entryOf(form, user, trajectory);
            await outbox.add(entry);
            const back = () => drafts.offer(form.dataset.draft, drafts.pairsOf(form));
            const result = await outbox.sendNow(entry, token, back);
            if (!result.back) drafts.forget(form.dataset.draft);
        },
        async keep(user, trajectory) {
            await steps.die(user, trajectory);
            drafts.forget(nameOf(user, trajectory));
        },
        async die(user, trajectory) {
            await outbox.add(await entryOf(await open(user, trajectory), user, trajectory));
        },
        // Whoever opens an entry that is not with the server, changes it and saves.
        async change(user, trajectory, word) {
            const here = await outbox.entriesOf(user);
            const entry = here.find((each) => each.trajectory === trajectory && each.fields);
            if (!entry) return;
            const { key, name, day } = entry;
            const fields = entry.fields.map(([what, value]) => [what, what === 'note' ? `${value} ${word}` : value]);
            await outbox.add({ key, user, trajectory, name, day, fields });
        },
        async correct(user) {
            const other = (await outbox.entriesOf(user)).filter((entry) => entry.versions && entry.state === 'refused');
            for (const entry of other) {
                await outbox.ask(entry, '/verbeteren', [...entry.fields, ...Object.entries(entry.versions)]);
            }
        },
        send: () => outbox.sendAll(),
        sendTwice: () => Promise.all([outbox.sendAll(), outbox.sendAll()]),
        tidy: () => outbox.tidy(drafts.forgetKeys),
        async give(user) {
            const gone = (await outbox.entriesOf(user)).filter((entry) => entry.released && entry.state === 'refused');
            for (const entry of gone) await outbox.handIn(entry);
        },
        async wipe(user) {
            await outbox.remove(await keysOf(user));
            drafts.drafts(`${user}.`).forEach(drafts.forget);
        },
        async signOut(who) {
            await steps.wipe(users[who]);
            steps.session(null);
        },
        async begin() {
            connection = 'good';
            await stored('readwrite', (box) => box.clear());
            localStorage.clear();
            steps.session(0);
        },
        async end() {
            connection = 'good';
            for (const who of users.keys()) {
                steps.session(who);
                await steps.send();
                await steps.give(users[who]);
                await steps.correct(users[who]);
            }
        },
    };
    globalThis.play = async ([step, ...what]) => {
        await steps[step](...what);
        const typed = [], kept = await stored('readonly', (box) => box.getAll());
        const entries = kept.map(({ user, trajectory, state, fields }) =>
            [user, trajectory, state, fields?.find(([name]) => name === 'note')[1] ?? '']);
        for (const name of drafts.drafts('')) {
            const [user, trajectory] = name.split('.').map(Number);
            const keys = kept.filter((entry) => entry.user === user).map((entry) => entry.key);
            typed.push([user, trajectory, (await open(user, trajectory, keys)).elements.note.value]);
        }
        return { entries, typed };
    };
}"""
