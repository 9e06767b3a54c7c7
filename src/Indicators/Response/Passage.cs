using Gezhi.Cases.Contract;
using Gezhi.Platform.Time;

namespace Gezhi.Indicators.Response;

/// <summary>Adds up the lines of many cases: spans of every step by group, stays in every state, ways from state to state. 历程汇总</summary>
/// <remarks>One pass, no allocation per case; a year of a district is some quarter of a million lines.</remarks>
/// <param name="asked">The step whose times are kept by group; of the others only those of all cases are.</param>
internal sealed class Passage(WorkClock clock, int nowMinute, ResponseStep asked = ResponseStep.Handling)
{
    internal const int States = 14;
    private static readonly ResponseStep[] AllSteps = Enum.GetValues<ResponseStep>();
    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);
    private readonly Stop[] stops = new Stop[PathText.MostStops];
    private readonly int[] seenStay = new int[States];
    private readonly int[] seenWay = new int[States * States];

    /// <summary>What all cases took, by step.</summary>
    internal sealed class Whole
    {
        public int Cases { get; set; }
        public Sample[] Steps { get; } = [.. AllSteps.Select(_ => new Sample())];
    }

    /// <summary>What the cases of one group took in the step that was asked for.</summary>
    internal sealed class Group(Sample sample)
    {
        public int Cases { get; set; }
        public Sample Asked { get; } = sample;
    }

    /// <summary>Lifetimes with how many of them did not end, and why.</summary>
    internal sealed class Sample
    {
        public List<int> Coded { get; } = [];
        public int Reached { get; set; }
        public int Waiting { get; set; }
        public int Left { get; set; }

        public void Add(int minutes, StepOutcome outcome)
        {
            Coded.Add(new Lifetime(minutes, outcome == StepOutcome.Reached).Coded);
            switch (outcome)
            {
                case StepOutcome.Reached:
                    Reached++;
                    break;
                case StepOutcome.Waiting:
                    Waiting++;
                    break;
                default:
                    Left++;
                    break;
            }
        }
    }

    /// <summary>Stays in one state.</summary>
    internal sealed class Stay
    {
        public List<int> Coded { get; } = [];
        public long Minutes { get; set; }
        public int Cases { get; set; }
        public int Now { get; set; }
    }

    /// <summary>Ways from one state to another.</summary>
    internal sealed class Way
    {
        public List<int> Coded { get; } = [];
        public int Cases { get; set; }
    }

    /// <summary>All cases that were read.</summary>
    public int Cases { get; private set; }

    /// <summary>Of these, found and solved in one go: left out of everything below.</summary>
    public int OnSpot { get; private set; }

    public Whole All { get; } = new();

    public IReadOnlyDictionary<string, Group> Groups => groups;

    public Stay?[] Stays { get; } = new Stay?[States];

    public Way?[] Ways { get; } = new Way?[States * States];

    /// <summary>Takes in one case.</summary>
    /// <param name="hasGroups">Several are compared.</param>
    /// <param name="part">Group; empty for what has none.</param>
    public void Add(int reported, ReadOnlySpan<char> path, bool hasGroups, ReadOnlySpan<char> part)
    {
        Cases++;
        var line = stops.AsSpan(0, PathText.Read(path, stops));
        if (line.Length == 0 || Steps.IsOnSpot(line))
        {
            OnSpot += line.Length == 0 ? 0 : 1;
            return;
        }
        var until = Until(line, reported);
        var group = hasGroups ? Of(part) : null;
        All.Cases++;
        if (group is not null)
            group.Cases++;
        foreach (var step in AllSteps)
            if (Steps.Span(step, line, until) is { } span)
            {
                var minutes = clock.Between(reported + span.From, reported + span.To);
                All.Steps[(int)step].Add(minutes, span.Outcome);
                if (step == asked)
                    group?.Asked.Add(minutes, span.Outcome);
            }
        AddStays(line, reported, until);
    }

    /// <summary>Minutes after the report up to when we know of the case.</summary>
    internal static int Until(ReadOnlySpan<Stop> line, int reported, int now) =>
        Steps.IsOpen(line) ? Math.Max(line[^1].At, now - reported) : line[^1].At;

    private int Until(ReadOnlySpan<Stop> line, int reported) => Until(line, reported, nowMinute);

    private void AddStays(ReadOnlySpan<Stop> line, int reported, int until)
    {
        int? inState = null;
        var since = 0;
        foreach (var stop in line)
        {
            if (PathText.StateOf(stop.What) is not { } state)
                continue;
            if (inState is { } before)
            {
                var minutes = clock.Between(reported + since, reported + stop.At);
                AddStay(before, minutes, true);
                var way = Ways[before * States + (int)state] ??= new Way();
                way.Coded.Add(new Lifetime(minutes, true).Coded);
                way.Cases += First(seenWay, before * States + (int)state);
            }
            (inState, since) = ((int)state, stop.At);
        }
        if (inState is { } last && PathText.IsOpen(PathText.Of((CaseState)last)))
        {
            AddStay(last, clock.Between(reported + since, reported + until), false);
            Stays[last]!.Now++;
        }
    }

    private void AddStay(int state, int minutes, bool ended)
    {
        if (!PathText.IsOpen(PathText.Of((CaseState)state)))
            return; // over, until somebody reopens it: nobody waits
        var stay = Stays[state] ??= new Stay();
        stay.Coded.Add(new Lifetime(minutes, ended).Coded);
        stay.Minutes += minutes;
        stay.Cases += First(seenStay, state);
    }

    /// <summary>1 for the first time with this case, then 0.</summary>
    private int First(int[] seen, int place)
    {
        if (seen[place] == Cases)
            return 0;
        seen[place] = Cases;
        return 1;
    }

    private Group Of(ReadOnlySpan<char> part)
    {
        var byText = groups.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!byText.TryGetValue(part, out var group))
            byText[part] = group = new Group(new Sample());
        return group;
    }
}
