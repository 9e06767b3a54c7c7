using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Contract;
using Gezhi.Indicators.Facts;
using Gezhi.Platform.Time;
using Gezhi.Workforce.Evaluation;

namespace Gezhi.Tests.Unit.Workforce;

/// <summary>What anybody may do to a case.</summary>
public enum Act
{
    Close,
    HandIn,
    Dispatch,
    Void,
    Shelve,
    Resume,
    SendBack,
    Reassign,
    Extend,
    Join,
    Split,
    Withdraw,
    Rework,
    Reopen,
    Answer,
}

/// <summary>Invented cases that live through a month, reckoned after every step as the roll-ups do: with what was said before.</summary>
internal sealed class Lives
{
    public static readonly DateTime Begin = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    public static readonly DateOnly From = new(2026, 3, 1);
    public static readonly DateOnly To = new(2026, 3, 31);
    public const string Grid = "410103001001001";
    private static readonly WorkCalendar Calendar = WorkCalendar.China;
    private static readonly string[] Units = ["lighting", "community-1", "greening"];

    private readonly Random random;
    private readonly List<CaseHistory> cases = [];
    private readonly List<CaseFact> facts = [];
    private readonly List<CaseState> beforeJoin = [];

    public Lives(int seed, int many)
    {
        random = new Random(seed);
        for (var i = 0; i < many; i++)
        {
            var at = Begin.AddHours(random.Next(0, 200));
            var unit = Units[random.Next(Units.Length)];
            var limit = at.AddHours(random.Next(10, 300));
            var handedIn = random.Next(2) == 0 ? at.AddHours(random.Next(1, 120)) : (DateTime?)null;
            if (handedIn > Begin.AddHours(205))
                handedIn = null;
            cases.Add(
                new CaseHistory
                {
                    CaseId = new Guid(i + 1, 0, 0, new byte[8]),
                    State = handedIn is null ? CaseState.Handling : CaseState.Closed,
                    AreaCode = Grid + "01",
                    CategoryKey = "gb47678/matter/0" + random.Next(1, 4).ToString(CultureInfo.InvariantCulture) + "002",
                    Channel = Channel.ResidentPage,
                    UnitCode = unit,
                    Level = unit == "community-1" ? WorkLevel.Grid : WorkLevel.District,
                    CreatedAt = at,
                    FiledAt = at.AddMinutes(10),
                    DispatchedAt = at.AddMinutes(20),
                    ArrivedAt = null,
                    HandledAt = handedIn,
                    ClosedAt = handedIn?.AddHours(1),
                    DueAt = limit,
                    OriginalDueAt = limit,
                    FirstAnswerAt = at.AddMinutes(10),
                    WorkingMinutes = null,
                    Filing = new StageSpan(at, at.AddMinutes(10), at.AddMinutes(random.Next(5, 30))),
                    Confirming =
                        random.Next(2) == 0
                            ? new StageSpan(at, random.Next(2) == 0 ? at.AddHours(1) : null, at.AddHours(random.Next(2, 300)))
                            : null,
                    Dispatching = new StageSpan(at.AddMinutes(10), at.AddMinutes(20), at.AddMinutes(random.Next(15, 40))),
                    Checking = null,
                    IsSolvedOnSpot = random.Next(10) == 0,
                    WasDispatched = true,
                    WasReturned = false,
                    WasReworked = false,
                    WasReopened = false,
                    WasClosed = false,
                    Stars = [],
                    SaidSolved = 0,
                }
            );
            beforeJoin.Add(CaseState.Handling);
        }
        Now = Begin.AddHours(210);
        foreach (var one in cases)
            facts.Add(Reckon.Of(410103, one, Calendar, Now));
    }

    public DateTime Now { get; private set; }

    public int Count => cases.Count;

    public IReadOnlyList<AccountLine> Lines => [.. facts.Select(AccountLine.Of)];

    /// <summary>Nobody does anything for a while: limits run out.</summary>
    public void Pass(TimeSpan time)
    {
        Now += time;
        for (var i = 0; i < cases.Count; i++)
            Reckoned(i);
    }

    /// <summary>Every other time somebody works.</summary>
    public Act Any() =>
        random.Next(2) == 0
            ? new[] { Act.HandIn, Act.Close, Act.Dispatch, Act.Answer }[random.Next(4)]
            : (Act)random.Next(Enum.GetValues<Act>().Length);

    public int AnyCase() => random.Next(cases.Count);

    public TimeSpan Some() => TimeSpan.FromHours(random.Next(1, 40));

    /// <summary>False: the life cycle does not allow it.</summary>
    public bool Do(int i, Act act)
    {
        if (After(cases[i], act, i) is not { } next)
            return false;
        cases[i] = next;
        Reckoned(i);
        return true;
    }

    private CaseHistory? After(CaseHistory one, Act act, int i) =>
        (act, one.State) switch
        {
            (Act.HandIn, CaseState.Handling) => one with { State = CaseState.Handled, HandledAt = Now },
            (Act.Close, CaseState.Handled) => one with { State = CaseState.Closed, ClosedAt = Now, WasClosed = true },
            (Act.Rework, CaseState.Handled) => one with
            {
                State = CaseState.Handling,
                HandledAt = null,
                WasReworked = true,
                DoubtedAt = one.DoubtedAt ?? Now,
            },
            (Act.Reopen, CaseState.Closed) => one with
            {
                State = CaseState.Filed,
                ClosedAt = null,
                HandledAt = null,
                UnitCode = null,
                DispatchedAt = null,
                DueAt = null,
                OriginalDueAt = null,
                WasReopened = true,
                DoubtedAt = one.DoubtedAt ?? Now,
            },
            (Act.SendBack, CaseState.Handling) => one with { State = CaseState.Filed, UnitCode = null, WasReturned = true },
            (Act.Dispatch, CaseState.Filed) => Sent(one) with
            {
                DispatchedAt = one.DispatchedAt ?? Now,
                OriginalDueAt = one.OriginalDueAt ?? Now.AddHours(48),
            },
            (Act.Reassign, CaseState.Handling) => Sent(one),
            (Act.Void, CaseState.Filed or CaseState.Handling) => one with { State = CaseState.Void },
            (Act.Shelve, CaseState.Handling) => one with { State = CaseState.Shelved, DueAt = null },
            (Act.Resume, CaseState.Shelved) => one with { State = CaseState.Handling, DueAt = Now.AddHours(24) },
            (Act.Extend, CaseState.Handling) => one with { DueAt = Now.AddHours(90) },
            (Act.Join, CaseState.Filed or CaseState.Handling) => Joined(one, i),
            (Act.Split, CaseState.Joined) => one with { State = beforeJoin[i] },
            (Act.Withdraw, CaseState.Filed or CaseState.Handling) => one with { State = CaseState.Withdrawn },
            (Act.Answer, _) when one.Confirming is { EndedAt: null } asked => one with { Confirming = asked with { EndedAt = Now } },
            _ => null,
        };

    private CaseHistory Joined(CaseHistory one, int i)
    {
        beforeJoin[i] = one.State;
        return one with { State = CaseState.Joined };
    }

    private CaseHistory Sent(CaseHistory one)
    {
        var unit = Units[random.Next(Units.Length)];
        return one with
        {
            State = CaseState.Handling,
            UnitCode = unit,
            Level = unit == "community-1" ? WorkLevel.Grid : WorkLevel.District,
            DueAt = one.DueAt ?? Now.AddHours(48),
        };
    }

    private void Reckoned(int i)
    {
        var next = Reckon.Of(410103, cases[i], Calendar, Now, facts[i]);
        facts[i] = next;
    }

    /// <summary>Everybody and everything that is evaluated here.</summary>
    public static IReadOnlyList<(Scheme Scheme, Subject Subject)> Evaluated { get; } =
    [
        (Of("grid"), new Subject(SubjectKind.Grid, Grid, Grid, Groups.Residential, 300, [])),
        (Of("street"), new Subject(SubjectKind.Street, Grid[..9], Grid[..9], Groups.Residential, null, [])),
        .. Units.Select(u => (Of("unit"), new Subject(SubjectKind.Unit, u, Grid[..6], "Bureau", null, []))),
        (Of("worker"), new Subject(SubjectKind.Worker, "w", Grid, Groups.Residential, null, [new Span(Grid, From, To)])),
        (Of("shift_leader"), new Subject(SubjectKind.Desk, "410103", "410103", "", null, [])),
        (Of("dispatcher"), new Subject(SubjectKind.Desk, "410103", "410103", "", null, [])),
    ];

    private static Scheme Of(string key) => ProductSchemes.All.Single(s => s.Key == key);

    public IReadOnlyList<Score> Scores(int leastCases = 1)
    {
        var lines = Lines;
        var mix = new CaseMix(AccountFigure.All, lines, From, To);
        return [.. Evaluated.Select(e => Scoring.Of(e.Scheme.Parts, lines, From, To, e.Subject.Counts, mix, leastCases))];
    }
}
