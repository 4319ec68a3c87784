"""A municipal reader who works out what the figures of handovers do not show, by trying all that could be."""

from itertools import product

from portal.reports.rules import Figures
from portal.reports.small_numbers.rules import hidden

MOST = 36  # more than any figure of the test comes to
AFTER, MONTHS = (6, 12), (12, 24, None)


class Attacker:
    """Knows what is shown, that what is hidden is at least one, how all hangs together, and what the page does
    not tell: how many more were completed than handed over, and how often something came back in all, unless there
    is only hidden what comes to that.

    `could_be` holds for each number, and for what remains beside it, every value that fits.
    """

    def __init__(self, figures: Figures) -> None:
        self.hidden = hidden(figures)
        self.could_be: dict[str, set[int]] = {}
        self.groups = {(group.after, group.support_months): group for group in figures.again}
        self.told = {at: {told for told, _asked in self._told_and_asked(at)} for at in self.groups}
        self._returned(figures.returned)
        completed = self._completed(figures)
        for at in self.groups:
            self._again(at, completed - sum(self._least(months) for months in MONTHS if months != at[1]))

    def _options(self, cell, most):
        """The values that one number could have beside a whole."""
        if cell.name in self.hidden:
            return range(1, most + 1)
        return [cell.count] if cell.count <= most else []

    def _keep(self, name, values):
        self.could_be.setdefault(name, set()).update(values)

    def _parts(self, parts, totals):
        """Keep what parts of one of these totals could be; give the totals that could be."""
        unseen = [each for each in parts if each.name in self.hidden]
        seen = sum(each.count for each in parts if each.name not in self.hidden)
        rests = {total - seen for total in totals if total - seen >= len(unseen) and (unseen or total == seen)}
        for each in unseen:
            self._keep(each.name, rests if len(unseen) == 1 else range(1, max(rests) - len(unseen) + 2))
        return {rest + seen for rest in rests}

    def _returned(self, returned):
        together = sum(each.count for each in returned)
        self._parts(returned, range(MOST) if "returned" in self.hidden else {together})

    def _completed(self, figures):
        """The most that can have been completed."""
        least = sum(self._least(months) for months in MONTHS)
        more = sum(each.count for each in figures.arrived) - figures.handed_over.count
        pairs = [
            (closed, handed)
            for closed in self._options(figures.closures, MOST)
            for handed in self._options(figures.handed_over, closed)
        ]
        known = {handed + more for _closed, handed in pairs} if figures.handed_over.count else range(MOST)
        completed = self._parts(figures.arrived, {each for each in known if each >= least})
        for closed, handed in pairs:
            if not figures.handed_over.count or handed + more in completed:
                self._keep("closures", {closed})
                self._keep("handed_over", {handed})
                self._keep("closures - handed_over", {closed - handed})
        return max(completed)

    def _least(self, months):
        """The least number of households with this length of support of which something was told."""
        return max(min(self.told[after, months]) for after in AFTER)

    def _told_and_asked(self, at):
        group = self.groups[at]
        for told, asked in product(self._options(group.told, MOST), self._options(group.asked, MOST)):
            categories = [self._options(each, asked) for each in group.categories]
            if asked <= told and all(categories) and sum(map(max, categories)) >= asked:
                yield told, asked

    def _again(self, at, most):
        group = self.groups[at]
        told_name, asked_name = group.told.name, group.asked.name
        for told, asked in self._told_and_asked(at):
            if told > most:
                continue
            self._keep(told_name, {told})
            self._keep(asked_name, {asked})
            self._keep(f"{told_name} - {asked_name}", {told - asked})
            together = sum(max(self._options(each, asked)) for each in group.categories)
            for each in group.categories:
                options = self._options(each, asked)
                can = {count for count in options if together - max(options) + count >= asked}
                self._keep(each.name, can)
                self._keep(f"{asked_name} - {each.name}", {asked - count for count in can})
                self._keep(f"{told_name} - {each.name}", {told - count for count in can})


def truth(figures):
    """Every number that must be safe where it is small, by the name under which the attacker looks for it."""
    group_cells = [cell for group in figures.again for cell in (group.told, group.asked, *group.categories)]
    found = {each.name: each.count for each in (*figures.returned, *figures.arrived, *group_cells)}
    wholes = [(figures.closures, figures.handed_over)]
    for group in figures.again:
        wholes += [(group.told, group.asked)]
        wholes += [(whole, each) for whole in (group.told, group.asked) for each in group.categories]
    for whole, part in wholes:
        found |= {whole.name: whole.count, part.name: part.count}
        found[f"{whole.name} - {part.name}"] = whole.count - part.count
    return found
