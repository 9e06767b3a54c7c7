using Gezhi.Cases.Catalogue;
using Gezhi.Cases.HandOver;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Time;

namespace Gezhi.Cases.Rules.Trying;

/// <summary>What stays the same on both sides of a replay. 试跑环境</summary>
/// <param name="CalendarOf">By which the deadlines of a unit run; of null the district's.</param>
/// <param name="IsActive">Whether a unit works today.</param>
/// <param name="Interim">Response group of an area; null when there is none.</param>
/// <param name="PlaceKind">Kind of the dedicated grid at a place, by longitude, latitude and area code.</param>
/// <param name="Condition">Filing condition by its id; null when it is no more.</param>
internal sealed record ReplayGround(
    WorkCalendar Calendar,
    Func<string?, WorkCalendar> CalendarOf,
    Func<string, bool> IsActive,
    Func<string, string?> Interim,
    Func<double?, double?, string, AreaKind?> PlaceKind,
    Func<Guid, FilingCondition?> Condition,
    PlaceIndex Places,
    DateTime Now
);

/// <summary>Asks two books the same questions: the questions that real cases were. 试跑</summary>
/// <remarks>
/// Each case is asked as at its dispatch, before anybody sent it back, with the units and places of today. The work itself is taken as it was:
/// a unit of the draft is believed to be as fast as the one that did it.
/// </remarks>
internal sealed class Replay(RuleIndex before, RuleIndex after, ReplayGround ground)
{
    private readonly Dictionary<string, Surroundings> around = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? From, string? To), int> flows = [];
    private readonly Dictionary<string, (int Before, int After)> loads = new(StringComparer.Ordinal);
    private readonly List<int> shifts = [];
    private readonly int[] gaps = new int[2],
        conflicts = new int[2],
        automatic = new int[2],
        late = new int[2];
    private int cases,
        moved;

    /// <summary>Cases that would be treated differently, at most <see cref="TrialResult.MostKept"/>.</summary>
    public List<RuleTrialCase> Differences { get; } = [];

    /// <summary>Replays one case.</summary>
    public void Add(PastCase past, int districtId, Guid trialId)
    {
        var matter = MatterOf(past, ground);
        var surroundings = Around(past.AreaCode);
        var (was, would) = (DispatchProposal.For(before, matter, surroundings), DispatchProposal.For(after, matter, surroundings));
        cases++;
        Count(was, 0);
        Count(would, 1);
        Load(was.UnitCode, would.UnitCode);
        var minutes = Deadline(past, was, would);
        if (was.UnitCode != would.UnitCode)
        {
            moved++;
            flows[(was.UnitCode, would.UnitCode)] = flows.GetValueOrDefault((was.UnitCode, would.UnitCode)) + 1;
        }
        else if (minutes == 0 && was.IsGap == would.IsGap)
            return;
        if (Differences.Count < TrialResult.MostKept)
            Differences.Add(Difference(past, was, would, minutes, districtId, trialId));
    }

    public TrialResult Finish() =>
        new(
            cases,
            moved,
            new TrialSide(gaps[0], conflicts[0], automatic[0], late[0]),
            new TrialSide(gaps[1], conflicts[1], automatic[1], late[1]),
            shifts.Count,
            shifts.Sum(s => (long)s),
            Median(),
            [.. flows.Select(f => new TrialFlow(f.Key.From, f.Key.To, f.Value)).OrderByDescending(f => f.Cases).Take(200)],
            [
                .. loads
                    .Select(l => new UnitLoad(l.Key, l.Value.Before, l.Value.After))
                    .OrderByDescending(l => Math.Abs(l.After - l.Before))
                    .ThenByDescending(l => l.After),
            ]
        );

    /// <summary>What the rules looked at when the case was dispatched.</summary>
    internal static Matter MatterOf(PastCase past, ReplayGround ground) =>
        new(past.CategoryKey, past.AreaCode, past.Channel, past.IsUrgent)
        {
            LocalAt = ground.Calendar.Local(past.DispatchedAt),
            PlaceKind = ground.PlaceKind(past.Lon, past.Lat, past.AreaCode),
            Lon = past.Lon,
            Lat = past.Lat,
        };

    /// <summary>A response group may be a street's, a community's or a grid's: one answer serves the cases of one area.</summary>
    internal Surroundings Around(string areaCode)
    {
        if (!around.TryGetValue(areaCode, out var known))
            around.Add(areaCode, known = new Surroundings(ground.IsActive, [], ground.Interim(areaCode), ground.Places));
        return known;
    }

    private void Count(DispatchProposal proposal, int side)
    {
        gaps[side] += proposal.Reason.Kind == ProposalKind.Gap ? 1 : 0;
        conflicts[side] += proposal.Reason.Kind == ProposalKind.Conflict ? 1 : 0;
        automatic[side] += proposal.MayDispatchItself ? 1 : 0;
    }

    private void Load(string? was, string? would)
    {
        if (was is not null)
            loads[was] = loads.GetValueOrDefault(was) is var w ? (w.Before + 1, w.After) : default;
        if (would is not null)
            loads[would] = loads.GetValueOrDefault(would) is var l ? (l.Before, l.After + 1) : default;
    }

    /// <summary>Wall-clock minutes by which the deadline would move: by another filing condition, or by other hours of another unit.</summary>
    private int Deadline(PastCase past, DispatchProposal was, DispatchProposal would)
    {
        if (past is not { LimitValue: { } value, LimitUnit: { } unit })
            return 0;
        var limit = new TimeLimit(value, unit);
        var (hours, otherHours) = (ground.CalendarOf(was.UnitCode), ground.CalendarOf(would.UnitCode));
        var due = Due(past, limit, hours);
        var isLate = due < (past.HandledAt ?? ground.Now);
        late[0] += isLate ? 1 : 0;
        var otherLimit =
            would.Rule?.ConditionId is { } id && id != was.Rule?.ConditionId && ground.Condition(id)?.Limit is { } changed
                ? changed
                : limit;
        var other = otherLimit == limit && ReferenceEquals(hours, otherHours) ? due : Due(past, otherLimit, otherHours);
        late[1] += other < (past.HandledAt ?? ground.Now) ? 1 : 0;
        if (other is not { } to || due is not { } from || to == from)
            return 0;
        var minutes = (int)(to - from).TotalMinutes;
        shifts.Add(minutes);
        return minutes;
    }

    private static DateTime? Due(PastCase past, TimeLimit limit, WorkCalendar hours) =>
        new DeadlineClock(hours, past.DispatchedAt, limit)
        {
            Pauses = past.Pauses is null ? [] : CasePauses.Read(past.Pauses),
            Extensions = past.Extensions == 0 ? [] : [.. Enumerable.Repeat(limit, past.Extensions)],
        }.DueAt;

    private long? Median()
    {
        if (shifts.Count == 0)
            return null;
        shifts.Sort();
        return shifts[shifts.Count / 2];
    }

    private static RuleTrialCase Difference(
        PastCase past,
        DispatchProposal was,
        DispatchProposal would,
        int minutes,
        int districtId,
        Guid trialId
    ) =>
        new()
        {
            DistrictId = districtId,
            TrialId = trialId,
            CaseId = past.Id,
            FromUnit = was.UnitCode,
            ToUnit = would.UnitCode,
            FromKind = was.Reason.Kind,
            ToKind = would.Reason.Kind,
            FromRuleNo = was.Reason.RuleNo,
            ToRuleNo = would.Reason.RuleNo,
            DeadlineMinutes = minutes,
        };
}
