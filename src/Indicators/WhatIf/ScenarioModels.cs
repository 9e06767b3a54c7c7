using Gezhi.Cases.Contract;
using Gezhi.Platform.Time;

namespace Gezhi.Indicators.WhatIf;

/// <summary>Turns past work into two models: what was, and what a scenario makes of it. Pure: no database. 推演建模</summary>
/// <remarks>
/// Work content is the time on duty between the beginning (arrival, else acceptance) and the hand-in, without shelving; waiting is not part of it.
/// A desk that began a quarter of its cases off duty is taken as staffed around the clock.
/// </remarks>
public sealed class ScenarioModels
{
    /// <summary>Days before the period whose cases fill the desks and are not counted.</summary>
    public const int WarmDays = 14;

    /// <summary>Days after it in which everything comes to an end.</summary>
    private const int DrainDays = 500;

    /// <summary>Fewer known works say nothing of a category with its limit at a unit: then those with the same limit there, then those of other units.</summary>
    private const int LeastWorks = 5;

    private const double MostShare = 0.5;
    private const double NightShare = 0.25;
    private const int MostDelay = 5_000;

    private readonly ScenarioContent content;
    private readonly Func<string, WorkCalendar> calendarOf;
    private readonly WorkCalendar calendar;
    private readonly DateOnly first;
    private readonly DateTime firstLocal;
    private readonly int days;
    private readonly int countedFrom;
    private readonly int until;
    private readonly List<Raw> raws = [];
    private readonly Dictionary<string, int> categories = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkDesk, int> deskNo = [];
    private readonly List<DutyTime> times = [];
    private readonly Dictionary<string, int> timeNo = new(StringComparer.Ordinal);
    private readonly List<int> returnDelays = [];
    private readonly List<int> checkDelays = [];

    /// <summary>Desks in the order of the models.</summary>
    public List<WorkDesk> Desks { get; } = [];

    /// <summary>Counted cases.</summary>
    public int Counted { get; private set; }

    /// <summary>Counted cases that the draft sends elsewhere.</summary>
    public int Moved { get; private set; }

    /// <summary>Counted cases with another limit.</summary>
    public int Retimed { get; private set; }

    /// <summary>What happened.</summary>
    public FitSide Real { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>Days of the period, first of them after so many days of filling.</summary>
    public int PeriodDays { get; }

    private struct Raw
    {
        public int Category,
            Desk,
            Planned,
            At,
            PlannedAt,
            Started,
            Handled,
            Due,
            PlannedDue,
            Limit,
            Work;
        public short SendBacks,
            Reworks;
        public bool IsCounted;
    }

    /// <param name="calendarOf">By which the deadlines and hours of a unit run.</param>
    /// <param name="now">UTC; what is open then and not due does not count.</param>
    public ScenarioModels(
        ScenarioContent content,
        DateOnly fromOn,
        DateOnly toOn,
        WorkCalendar calendar,
        Func<string, WorkCalendar> calendarOf,
        DateTime now
    )
    {
        (this.content, this.calendar, this.calendarOf) = (content, calendar, calendarOf);
        first = fromOn.AddDays(-WarmDays);
        firstLocal = first.ToDateTime(TimeOnly.MinValue);
        PeriodDays = toOn.DayNumber - fromOn.DayNumber + 1;
        days = WarmDays + PeriodDays + DrainDays;
        countedFrom = WarmDays * DutyTime.Day;
        until = Second(now);
    }

    /// <summary>Takes one case in.</summary>
    public void Add(PastWork.Item item)
    {
        var raw = new Raw
        {
            Category = NumberOf(categories, item.CategoryKey),
            Desk = DeskNo(item.Desk),
            Planned = DeskNo(item.PlannedDesk),
            At = Second(item.ArrivedAt),
            PlannedAt = Second(item.PlannedAt),
            Started = item.StartedAt is { } started && started >= item.ArrivedAt ? Second(started) : -1,
            Handled = item.HandledAt is { } handled && handled >= item.ArrivedAt ? Second(handled) : -1,
            SendBacks = (short)item.SendBacks,
            Reworks = (short)item.Reworks,
            IsCounted = Second(item.CreatedAt) >= countedFrom,
        };
        raw.Limit = item.Limit is { } limit ? limit.MinutesIn(calendar) : -1;
        raw.Due = item.DueAt is { } due ? Second(due) : int.MaxValue;
        raw.PlannedDue = DueOf(item, raw);
        raw.Work = WorkOf(item, raw);
        if (raw.IsCounted)
        {
            Counted++;
            Moved += raw.Planned == raw.Desk ? 0 : 1;
            Retimed += raw.PlannedDue == raw.Due ? 0 : 1;
        }
        foreach (var pause in item.Pauses)
            if (raw.Reworks > 0 && pause.ToAt is { } to && checkDelays.Count < MostDelay && to > pause.FromAt)
                checkDelays.Add(Second(to) - Second(pause.FromAt));
        if (raw.SendBacks > 0 && returnDelays.Count < MostDelay && raw.Started > raw.At)
            returnDelays.Add(raw.Started - raw.At);
        raws.Add(raw);
    }

    /// <summary>The same deadline as it was; reckoned anew only where the scenario gives another limit, calendar or moment of dispatch.</summary>
    private int DueOf(PastWork.Item item, Raw raw)
    {
        var factor = content.LimitFactor(item.CategoryKey);
        var isSame = factor == 1 && item.PlannedLimit == item.Limit && raw.PlannedAt == raw.At && item.PlannedDesk.Unit == item.Desk.Unit;
        if (isSame || raw.Due == int.MaxValue || item.PlannedLimit is not { } limit)
            return raw.Due;
        var hours = calendarOf(item.PlannedDesk.Unit);
        var seconds = (int)Math.Round(limit.MinutesIn(hours) * 60 * factor);
        return limit.RunsOnWallClock ? raw.PlannedAt + seconds : times[UsualOf(item.PlannedDesk.Unit)].Add(raw.PlannedAt, seconds);
    }

    private int WorkOf(PastWork.Item item, Raw raw)
    {
        if (raw.Started < 0 || raw.Handled < raw.Started)
            return -1;
        var time = times[UsualOf(item.Desk.Unit)];
        var onDuty = time.Before(raw.Handled) - time.Before(raw.Started);
        foreach (var (from, to) in item.Pauses)
        {
            var (begin, end) = (Math.Max(raw.Started, Second(from)), Math.Min(raw.Handled, to is { } ended ? Second(ended) : raw.Handled));
            if (end > begin)
                onDuty -= time.Before(end) - time.Before(begin);
        }
        return (int)Math.Max(60, onDuty > 0 ? onDuty : Math.Min(raw.Handled - raw.Started, DutyTime.Day));
    }

    /// <summary>Both models, with hands fitted to what happened; the truth is reckoned beside.</summary>
    /// <param name="persons">People on the register of a desk; 0: none is known.</param>
    public async Task<(SimModel Before, SimModel After, int[] Persons, int[] Hands)> Build(
        Func<WorkDesk, ValueTask<int>> persons,
        CancellationToken ct
    )
    {
        var (pools, poolOf, plannedPoolOf) = Pools();
        var staff = new int[Desks.Count];
        for (var i = 0; i < staff.Length; i++)
            staff[i] = await persons(Desks[i]);
        var usual = Usual();
        var model = new SimModel
        {
            Cases = Cases(poolOf, isPlanned: false),
            Times = [.. times],
            Crews = [.. usual.Select(t => (SimCrew[])[new SimCrew(t, 1)])],
            Pools = pools,
            ReturnDelays = Sorted(returnDelays),
            CheckDelays = Sorted(checkDelays),
            Until = until,
            Days = WarmDays + PeriodDays,
        };
        var (waits, most) = Observed(staff);
        ct.ThrowIfCancellationRequested();
        var hands = await Task.Run(() => SimFit.Hands(model, waits, most, (ulong)content.Seed, ct), ct);
        var before = SimFit.With(model, hands);
        var crews = Changed(before.Crews, staff, hands);
        var after = new SimModel
        {
            Cases = Cases(plannedPoolOf, isPlanned: true),
            Times = [.. times],
            Crews = crews,
            Pools = pools,
            ReturnDelays = model.ReturnDelays,
            CheckDelays = model.CheckDelays,
            Until = until,
            Days = model.Days,
        };
        Real = Truth();
        return (before, after, staff, hands);
    }

    private SimCase[] Cases(int[] poolOf, bool isPlanned)
    {
        var cases = new SimCase[raws.Count];
        for (var i = 0; i < cases.Length; i++)
        {
            var raw = raws[i];
            var desk = isPlanned ? raw.Planned : raw.Desk;
            cases[i] = new SimCase
            {
                Key = i,
                At = Math.Max(0, isPlanned ? raw.PlannedAt : raw.At),
                Desk = desk,
                Pool = poolOf[i],
                Work = isPlanned && raw.Planned != raw.Desk ? -1 : raw.Work,
                Due = isPlanned ? raw.PlannedDue : raw.Due,
                IsCounted = raw.IsCounted,
            };
        }
        Array.Sort(cases, (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Key.CompareTo(b.Key));
        return cases;
    }

    /// <summary>Which pool each case draws from, really and by the plan.</summary>
    private (SimPool[] Pools, int[] PoolOf, int[] Planned) Pools()
    {
        var bags = new Dictionary<PoolKey, Bag>();
        foreach (var raw in raws)
        foreach (var key in KeysOf(raw, Desks[raw.Desk].Unit))
        {
            if (!bags.TryGetValue(key, out var bag))
                bags.Add(key, bag = new Bag());
            bag.Add(raw);
        }
        var pools = new List<SimPool>();
        var numbers = new Dictionary<PoolKey, int>();
        int NumberFor(Raw raw, string unit)
        {
            var key = KeysOf(raw, unit).First(k => k.IsLast || (bags.TryGetValue(k, out var bag) && bag.Works.Count >= LeastWorks));
            if (!numbers.TryGetValue(key, out var number))
            {
                pools.Add(bags[key].Pool());
                numbers.Add(key, number = pools.Count - 1);
            }
            return number;
        }
        var (really, planned) = (new int[raws.Count], new int[raws.Count]);
        for (var i = 0; i < raws.Count; i++)
        {
            really[i] = NumberFor(raws[i], Desks[raws[i].Desk].Unit);
            planned[i] = NumberFor(raws[i], Desks[raws[i].Planned].Unit);
        }
        return ([.. pools], really, planned);
    }

    /// <param name="Category">−1: any.</param>
    /// <param name="Unit">Null: any.</param>
    /// <param name="Limit">Minutes of the limit; −2: any.</param>
    private readonly record struct PoolKey(int Category, string? Unit, int Limit)
    {
        public bool IsLast => Category < 0 && Unit is null && Limit == -2;
    }

    /// <summary>From the nearest likeness to the farthest: how long people take follows the limit more than the name of the matter.</summary>
    private static PoolKey[] KeysOf(Raw raw, string unit) =>
        [
            new(raw.Category, unit, raw.Limit),
            new(-1, unit, raw.Limit),
            new(raw.Category, null, raw.Limit),
            new(-1, null, raw.Limit),
            new(raw.Category, null, -2),
            new(-1, null, -2),
        ];

    private sealed class Bag
    {
        public List<int> Works { get; } = [];
        private int cases,
            handedIn,
            sentBack,
            reworked;

        public void Add(Raw raw)
        {
            if (raw.Work >= 0)
                Works.Add(raw.Work);
            cases++;
            handedIn += raw.Handled >= 0 ? 1 : 0;
            sentBack += raw.SendBacks;
            reworked += raw.Reworks;
        }

        public SimPool Pool() =>
            new(
                Works.Count == 0 ? [3600] : Sorted(Works),
                Math.Min(MostShare, (double)sentBack / Math.Max(1, cases + sentBack)),
                Math.Min(MostShare, (double)reworked / Math.Max(1, handedIn + reworked))
            );
    }

    /// <summary>Usual times of each desk: of its unit, or around the clock where people really begin at night.</summary>
    private int[] Usual()
    {
        var (began, atNight) = (new int[Desks.Count], new int[Desks.Count]);
        foreach (var raw in raws.Where(r => r.Started >= 0))
        {
            began[raw.Desk]++;
            atNight[raw.Desk] += times[UsualOf(Desks[raw.Desk].Unit)].IsOpen(raw.Started) ? 0 : 1;
        }
        return
        [
            .. Desks.Select((d, i) => atNight[i] > NightShare * began[i] ? TimeNo("always", () => DutyTime.Always(days)) : UsualOf(d.Unit)),
        ];
    }

    /// <summary>Mean real waiting of each desk in the queue, and the most cases it had in hand at once.</summary>
    private (double[] Waits, int[] Most) Observed(int[] staff)
    {
        var (sums, counts) = (new double[Desks.Count], new int[Desks.Count]);
        var steps = new List<(int At, int Change)>[Desks.Count];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = [];
        foreach (var raw in raws.Where(r => r.Started >= 0))
        {
            steps[raw.Desk].Add((raw.Started, 1));
            steps[raw.Desk].Add((raw.Handled >= raw.Started ? raw.Handled : until, -1));
            if (raw.SendBacks > 0 || raw.Reworks > 0)
                continue;
            sums[raw.Desk] += raw.Started - raw.At;
            counts[raw.Desk]++;
        }
        var most = new int[Desks.Count];
        for (var i = 0; i < most.Length; i++)
        {
            var inHand = 0;
            foreach (var (_, change) in steps[i].OrderBy(s => s.At).ThenBy(s => s.Change))
                most[i] = Math.Max(most[i], inHand += change);
            most[i] = Math.Max(Math.Max(1, staff[i]), most[i]);
        }
        return ([.. sums.Select((s, i) => counts[i] == 0 ? -1 : s / counts[i])], most);
    }

    /// <summary>Crews with the scenario's hours and people.</summary>
    private SimCrew[][] Changed(SimCrew[][] crews, int[] staff, int[] hands)
    {
        var changed = new SimCrew[crews.Length][];
        for (var i = 0; i < crews.Length; i++)
        {
            var all = new List<SimCrew> { crews[i][0] with { Time = HoursOf(Desks[i].Unit, crews[i][0].Time) } };
            foreach (var change in content.Staffing ?? [])
            {
                if (!Concerns(change, Desks[i]))
                    continue;
                var more = (int)Math.Round((double)change.Persons * hands[i] / Math.Max(1, staff[i]), MidpointRounding.AwayFromZero);
                more = change.Persons < 0 ? Math.Min(change.Persons, more) : Math.Max(change.Persons, more);
                if (change is { FromMinute: { } from, ToMinute: { } to, Persons: > 0 })
                    all.Add(new SimCrew(Extra(Desks[i].Unit, from, to, change.IsEveryDay), more));
                else
                    all[0] = all[0] with { Hands = Math.Max(1, all[0].Hands + more) };
            }
            changed[i] = [.. all];
        }
        return changed;
    }

    /// <summary>The unit itself, or each desk of a street: nine digits.</summary>
    private static bool Concerns(StaffingChange change, WorkDesk desk) =>
        desk.Unit == change.Where || (desk.Grid?.StartsWith(change.Where, StringComparison.Ordinal) == true && change.Where.Length >= 9);

    private int HoursOf(string unit, int usual)
    {
        if (content is { IsWeekendDuty: false, OpenFromMinute: null })
            return usual;
        if (timeNo.TryGetValue("always", out var always) && always == usual)
            return usual; // more than always there is not
        var hours = calendarOf(unit);
        IReadOnlyList<WorkWindow> windows = content is { OpenFromMinute: { } from, OpenToMinute: { } to }
            ? [new WorkWindow(from, to)]
            : hours.Windows;
        var everyDay = content.IsWeekendDuty || hours.IsEveryDay;
        return TimeNo(
            FormattableString.Invariant($"{hours.Version} {content.OpenFromMinute} {content.OpenToMinute} {everyDay}"),
            () => DutyTime.Of(hours, first, days, windows, everyDay)
        );
    }

    private int Extra(string unit, int from, int to, bool everyDay)
    {
        var hours = calendarOf(unit);
        return TimeNo(
            FormattableString.Invariant($"{hours.Version} +{from} {to} {everyDay}"),
            () => DutyTime.Of(hours, first, days, [new WorkWindow(from, to)], everyDay)
        );
    }

    private int UsualOf(string unit)
    {
        var hours = calendarOf(unit);
        return TimeNo(hours.Version, () => DutyTime.Of(hours, first, days));
    }

    private int TimeNo(string key, Func<DutyTime> make)
    {
        if (timeNo.TryGetValue(key, out var number))
            return number;
        times.Add(make());
        timeNo.Add(key, times.Count - 1);
        return times.Count - 1;
    }

    private FitSide Truth()
    {
        var (due, onTime, waits, waited) = (0, 0, 0d, 0);
        var spans = new List<int>();
        foreach (var raw in raws.Where(r => r.IsCounted))
        {
            if (raw.Started >= 0)
                (waits, waited) = (waits + raw.Started - raw.At, waited + 1);
            if (raw.Handled >= 0)
                spans.Add(raw.Handled - raw.At);
            if (raw.Handled < 0 && raw.Due > until)
                continue;
            due++;
            onTime += raw.Handled >= 0 && raw.Handled <= raw.Due ? 1 : 0;
        }
        spans.Sort();
        return new FitSide(
            due,
            due == 0 ? 0 : (double)onTime / due,
            spans.Count == 0 ? 0 : spans[spans.Count / 2] / 3600d,
            spans.Count == 0 ? 0 : spans[(int)(spans.Count * 0.9)] / 3600d,
            waited == 0 ? 0 : waits / waited / 3600d
        );
    }

    private int Second(DateTime utc) =>
        (int)Math.Clamp((calendar.Local(utc) - firstLocal).TotalSeconds, 0, int.MaxValue - (2L * DutyTime.Day));

    private int DeskNo(WorkDesk desk)
    {
        if (deskNo.TryGetValue(desk, out var number))
            return number;
        Desks.Add(desk);
        deskNo.Add(desk, Desks.Count - 1);
        return Desks.Count - 1;
    }

    private static int NumberOf(Dictionary<string, int> numbers, string key)
    {
        if (!numbers.TryGetValue(key, out var number))
            numbers.Add(key, number = numbers.Count);
        return number;
    }

    private static int[] Sorted(List<int> all)
    {
        var sorted = all.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
