using System.Text.RegularExpressions;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Time;

namespace Gezhi.Council.Groups;

/// <summary>Who is asked when, and when a question goes on to the next. 逐级提醒规则</summary>
public static class ClimbRule
{
    /// <summary>What is shipped: chief 15 minutes, worker 1 hour, lead 4 hours, then the leader, who has no next. Minutes; null: no end.</summary>
    public static IReadOnlyList<(Duty Duty, int? Minutes)> Shipped { get; } =
    [(Duty.Chief, 15), (Duty.Worker, 60), (Duty.Lead, 240), (Duty.Leader, null)];

    /// <summary>The ladder of a district: what it changed, else as shipped. Steps of 0 minutes are left out; the top has no end.</summary>
    public static IReadOnlyList<(Duty Duty, int? Minutes)> Of(IEnumerable<GroupStep> changed)
    {
        var own = changed.ToDictionary(s => s.Duty, s => s.Minutes);
        return
        [
            .. Shipped
                .Select(s => s.Duty == Duty.Leader ? s : (s.Duty, Minutes: own.TryGetValue(s.Duty, out var minutes) ? minutes : s.Minutes))
                .Where(s => s.Minutes != 0),
        ];
    }

    /// <summary>The next step that somebody holds; null when there is none above.</summary>
    /// <param name="after">Whose turn it was; null at the beginning.</param>
    /// <param name="isHeld">Whether anybody is on duty there today.</param>
    public static (Duty Duty, int? Minutes)? Next(IReadOnlyList<(Duty Duty, int? Minutes)> steps, Duty? after, Func<Duty, bool> isHeld)
    {
        foreach (var step in steps)
            if ((after is null || step.Duty > after) && isHeld(step.Duty))
                return step;
        return null;
    }

    /// <summary>When a turn is over.</summary>
    /// <param name="from">UTC; when it began.</param>
    /// <param name="quiet">Hours in which the clock stands, what is left goes on after them; null: it always runs.</param>
    public static DateTime End(DateTime from, int minutes, QuietHours? quiet, TimeZoneInfo zone)
    {
        if (quiet is not { } hours || hours.From == hours.To)
            return from.AddMinutes(minutes);
        var (at, left) = (hours.After(from, zone), TimeSpan.FromMinutes(minutes));
        for (var stop = QuietHours.Next(at, hours.From, zone); at + left > stop; stop = QuietHours.Next(at, hours.From, zone))
            (left, at) = (left - (stop - at), hours.After(stop, zone));
        return at + left;
    }
}

/// <summary>Covers numbers of people before others read them. 号码遮盖</summary>
public static partial class NumberMask
{
    /// <summary>Eleven digits and more, also with blanks or dashes between them: phones, citizen and bank numbers.</summary>
    [GeneratedRegex(@"(?<!\d)\d(?:[ \-]?\d){10,18}[Xx]?(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();

    /// <summary>The first three digits stay, the rest are stars.</summary>
    public static string Of(string text) => Numbers().Replace(text, m => m.Value[..3] + new string('*', 8));

    /// <summary>Whether something would be covered.</summary>
    public static bool Covers(string text) => Numbers().IsMatch(text);
}

/// <summary>One question as the figures see it. 提问用时</summary>
/// <param name="Asked">UTC.</param>
/// <param name="Answered">UTC; null: nobody has.</param>
/// <param name="Left">UTC; withdrawn or hidden before an answer; null while it waits.</param>
public readonly record struct AskedOnce(DateTime Asked, DateTime? Answered, DateTime? Left);

/// <summary>Time to the first answer, with those that still wait. 首次答复用时</summary>
/// <param name="Questions">All.</param>
/// <param name="Open">Of these, waiting now.</param>
/// <param name="Median">Minutes; null: not yet reached.</param>
/// <param name="P90">Minutes; null: not yet reached.</param>
public sealed record AnswerFigures(int Questions, int Open, int? Median, int? P90)
{
    /// <summary>An open one counts with the age it has now: to leave it out would make the slowest group look fast.</summary>
    /// <param name="now">UTC.</param>
    public static AnswerFigures Of(IReadOnlyCollection<AskedOnce> asked, DateTime now)
    {
        var curve = SurvivalCurve.Of(
            asked.Select(a => new Lifetime(
                (int)Math.Max(0, ((a.Answered ?? a.Left ?? now) - a.Asked).TotalMinutes),
                a.Answered is not null
            ))
        );
        return new(asked.Count, asked.Count(a => a.Answered is null && a.Left is null), curve.Within(0.5), curve.Within(0.9));
    }
}
