using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Geo;

namespace Gezhi.Indicators.Integrity;

/// <summary>Something a rule found, before it is known whether it is new. 候选线索</summary>
/// <param name="EvidenceKey">The same evidence has the same key.</param>
public sealed record Candidate(
    string RuleKey,
    Guid? AccountId,
    string? UnitCode,
    string AreaCode,
    string EvidenceKey,
    FindingEvidence Evidence
)
{
    public string Subject => AccountId?.ToString("N") ?? UnitCode ?? "";

    public string Fingerprint => Finding.FingerprintOf(RuleKey, Subject, EvidenceKey);
}

/// <summary>The rules themselves: pure functions of what was read. 线索查找</summary>
public static class Finders
{
    private const int MostCases = 50;
    private static readonly int[] Lengths = [17, 15, 12, 9, 6];

    public static IEnumerable<Candidate> Photos(IEnumerable<WorkSigns.Reused> photos) =>
        photos.Select(p => new Candidate(
            IntegrityRules.Photo,
            p.AccountId,
            null,
            p.AreaCode,
            $"{p.CaseId:N} {p.Hash} {p.OtherCaseId:N}",
            new FindingEvidence([p.Distance ?? 0, (p.At - p.OtherAt).TotalDays], p.At, null, [p.CaseId, p.OtherCaseId], p.Hash, p.OtherHash)
        ));

    /// <param name="reports">By person and time.</param>
    public static IEnumerable<Candidate> Splits(IReadOnlyList<WorkSigns.Taken> reports, IntegrityRule rule)
    {
        foreach (var of in reports.GroupBy(r => (r.AccountId, r.CategoryKey)))
        {
            var all = of.OrderBy(r => r.At).ThenBy(r => r.CaseId).ToList();
            for (var from = 0; from < all.Count; )
            {
                var to = from + 1;
                while (
                    to < all.Count
                    && (all[to].At - all[from].At).TotalMinutes <= rule["minutes"]
                    && Coordinates.DistanceMetres(all[from].Place, all[to].Place) <= rule["metres"]
                )
                    to++;
                var group = all[from..to];
                if (group.Count >= rule["cases"] && group.TrueForAll(r => r.ClosedAt is not null))
                    yield return new Candidate(
                        rule.Key,
                        of.Key.AccountId,
                        null,
                        group[0].AreaCode,
                        $"{group[0].CaseId:N}",
                        new FindingEvidence(
                            [
                                group.Count,
                                Math.Round((group[^1].At - group[0].At).TotalMinutes, 1),
                                Math.Round(group.Max(r => Coordinates.DistanceMetres(group[0].Place, r.Place))),
                            ],
                            group[0].At,
                            group[^1].At,
                            [.. group.Take(MostCases).Select(r => r.CaseId)]
                        )
                    );
                from = Math.Max(to, from + 1);
            }
        }
    }

    /// <param name="shots">By person and time.</param>
    public static IEnumerable<Candidate> Shots(IReadOnlyList<WorkSigns.Shot> shots, IntegrityRule rule)
    {
        foreach (var (a, b) in shots.Zip(shots.Skip(1)))
        {
            if (a.AccountId != b.AccountId || a.CaseId == b.CaseId)
                continue;
            var metres = Coordinates.DistanceMetres(a.Place, b.Place);
            var kmh = metres / Math.Max(1, (b.At - a.At).TotalSeconds) * 3.6;
            if (metres >= rule["metres"] && kmh >= rule["kmh"])
                yield return new Candidate(
                    rule.Key,
                    a.AccountId,
                    null,
                    b.AreaCode,
                    $"{a.CaseId:N} {b.CaseId:N}",
                    new FindingEvidence(
                        [Math.Round(metres), Math.Round(kmh), Math.Round((b.At - a.At).TotalMinutes, 1)],
                        a.At,
                        b.At,
                        [a.CaseId, b.CaseId],
                        b.Hash,
                        a.Hash
                    )
                );
        }
    }

    public static IEnumerable<Candidate> Duties(IEnumerable<DutySign> signs, DateOnly today) =>
        signs.Select(s => new Candidate(
            s.Kind switch
            {
                DutySignKind.TooFast => IntegrityRules.Track,
                DutySignKind.Frozen => IntegrityRules.Dwell,
                _ => IntegrityRules.Visits,
            },
            s.AccountId,
            null,
            s.AreaCode,
            // a run of visits grows day by day: it is one finding a month
            s.Kind == DutySignKind.TooRegular
                ? $"{s.SubjectId:N} {today:yyyyMM}"
                : $"{s.SubjectId:N}",
            new FindingEvidence(
                s.Kind == DutySignKind.TooFast ? [s.Metres, s.Kmh, Math.Round((s.UntilAt - s.At).TotalMinutes, 1)] : [s.Count],
                s.At,
                s.UntilAt
            )
        ));

    /// <summary>One finding a handler and month, and no case in it: a case would say who rated.</summary>
    public static IEnumerable<Candidate> Ratings(
        IReadOnlyList<WorkSigns.Rated> ratings,
        IntegrityRule rule,
        IntegrityRule burst,
        DateOnly today
    )
    {
        if (ratings.Count == 0)
            yield break;
        foreach (var of in ratings.GroupBy(r => r.AccountId))
        {
            var (all, top) = (of.Count(), of.Count(r => r.IsTop));
            var others = ratings.Count - all;
            var share = others == 0 ? 1 : (double)(ratings.Count(r => r.IsTop) - top) / others;
            var tail = Binomial.AtLeast(top, all, share);
            if (all >= rule["ratings"] && tail < rule["tail"])
                yield return new Candidate(
                    rule.Key,
                    of.Key,
                    null,
                    Common(of.Select(r => r.AreaCode)),
                    today.ToString("yyyyMM", CultureInfo.InvariantCulture),
                    new FindingEvidence([all, top, Math.Round(share, 4), tail])
                );
            var times = of.Where(r => r.IsTop).Select(r => r.At).Order().ToList();
            var need = (int)burst["ratings"];
            for (var i = 0; i + need <= times.Count; i++)
                if ((times[i + need - 1] - times[i]).TotalMinutes <= burst["minutes"])
                {
                    var end = i + need;
                    while (end < times.Count && (times[end] - times[i]).TotalMinutes <= burst["minutes"])
                        end++;
                    yield return new Candidate(
                        burst.Key,
                        of.Key,
                        null,
                        Common(of.Select(r => r.AreaCode)),
                        (times[i] - DateTime.UnixEpoch).Days.ToString(CultureInfo.InvariantCulture),
                        new FindingEvidence([end - i, Math.Round((times[end - 1] - times[i]).TotalMinutes, 1)])
                    );
                    i = end - 1;
                }
        }
    }

    /// <summary>The smallest area that holds all of them.</summary>
    private static string Common(IEnumerable<string> areas)
    {
        var all = areas.Distinct(StringComparer.Ordinal).ToList();
        return Lengths.Where(l => all.TrueForAll(a => a.Length >= l)).FirstOrDefault(l => all.TrueForAll(a => a[..l] == all[0][..l]))
                is var length
                    and > 0
                ? all[0][..length]
            : all[0].Length > 6 ? all[0][..6]
            : all[0];
    }

    public static IEnumerable<Candidate> LastMinute(IReadOnlyList<WorkSigns.HandIn> handIns, IntegrityRule rule, DateOnly today)
    {
        bool IsLast(WorkSigns.HandIn h) => h.MinutesLeft >= 0 && h.MinutesLeft <= rule["minutes"];
        var last = handIns.Count(IsLast);
        foreach (var of in handIns.GroupBy(h => h.UnitCode, StringComparer.Ordinal))
        {
            var (all, own) = (of.Count(), of.Where(IsLast).OrderBy(h => h.At).ThenBy(h => h.CaseId).ToList());
            var others = handIns.Count - all;
            if (own.Count < rule["cases"] || others == 0)
                continue;
            // at least one in a thousand: where nobody else does it, chance is not zero
            var share = Math.Max(0.001, (double)(last - own.Count) / others);
            var tail = Binomial.AtLeast(own.Count, all, share);
            var back = (double)own.Count(h => h.CameBack) / own.Count;
            if (tail < rule["tail"] && back > rule["cameBack"])
                yield return new Candidate(
                    rule.Key,
                    null,
                    of.Key,
                    Common(own.Select(h => h.AreaCode)),
                    today.ToString("yyyyMM", CultureInfo.InvariantCulture),
                    new FindingEvidence(
                        [own.Count, all, Math.Round(share, 4), tail, Math.Round(back, 3)],
                        own[0].At,
                        own[^1].At,
                        [.. own.Take(MostCases).Select(h => h.CaseId)]
                    )
                );
        }
    }
}
