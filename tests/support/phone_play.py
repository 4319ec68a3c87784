"""The scripts of a phone, played step by step in a browser."""

# What the pages do, without the pages: `save` is that of log.js, `keep` that of underway.js; a phone that dies
# had the entry in its outbox and no time for the rest. What a form shows when it opens is what somebody typed.
PLAY = """async (topic) => {
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
    const nameOf = (user, trajectory) => `${user}.${trajectory}`;
    const keysOf = async (user) => (await outbox.entriesOf(user)).map((entry) => entry.key);
    async function open(user, trajectory) {
        const form = document.createElement('form');
        form.dataset.draft = nameOf(user, trajectory);
        form.innerHTML = '<input type="hidden" name="submission_key"><textarea name="note"></textarea>';
        form.elements.submission_key.defaultValue = crypto.randomUUID();
        drafts.keep(form, await keysOf(user));
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
        async forget(users) {
            connection = 'good';
            for (const user of users) await steps.wipe(user);
        },
    };
    globalThis.play = async (users, step, ...what) => {
        await steps[step](...what);
        const entries = [];
        for (const user of users) for (const entry of await outbox.entriesOf(user)) {
            const note = entry.fields?.find(([name]) => name === 'note')[1] ?? '';
            entries.push([user, entry.trajectory, entry.state, note]);
        }
        const typed = [];
        for (const name of drafts.drafts('')) {
            const whose = name.split('.').map(Number);
            typed.push([...whose, (await open(...whose)).elements.note.value]);
        }
        return { entries, typed };
    };
}"""
