using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;

namespace Gezhi.Web.Seeding;

/// <summary>What the invented cases found without an owner, in the order of time: old entries were decided while their cases were open. 空白示例</summary>
/// <param name="today">UTC; entries of the last days are still open then.</param>
internal sealed class SeedGaps(WorkCalendar calendar, DateTime today)
{
    public const string Unit = "municipal-works";
    public const string Why = "同类事项已有先例，由市政工程牵头办理。";
    private const int DecidedAfterDays = 10;
    private readonly List<Entry> entries = [];

    public IReadOnlyList<Entry> Entries => entries;

    /// <summary>Cases of one category, street and cause hang on one entry until it is decided.</summary>
    public void Dispatched(Case subject, DispatchReason reason, DateTime at)
    {
        if (reason.Kind is not (ProposalKind.Gap or ProposalKind.Conflict))
            return;
        var key = new Key(subject.CategoryKey!, subject.AreaCode[..Math.Min(9, subject.AreaCode.Length)], CauseOf(reason), reason.Place);
        var entry = entries.Find(e => e.Key == key && !e.IsDecided);
        if (entry is null)
        {
            var dueAt = calendar.DueAt(at, new TimeLimit(GapRegister.DefaultHours, LimitUnit.WorkHour));
            entries.Add(entry = new Entry(key, reason, at, dueAt, today - at > TimeSpan.FromDays(DecidedAfterDays)));
        }
        if (!entry.Cases.Exists(c => c.Case == subject))
            entry.Cases.Add((subject, at));
    }

    /// <summary>Decides what had to be decided before a moment; each case that is open then has it on its record.</summary>
    public void Until(DateTime moment, Actor decider)
    {
        foreach (var entry in entries)
            if (entry.IsOld && !entry.IsDecided && entry.DecidedAt <= moment)
            {
                entry.IsDecided = true;
                foreach (var (subject, _) in entry.Cases.Where(c => CaseFlow.OpenStates.Contains(c.Case.State)))
                    subject.Remark(
                        CaseAction.Arbitrate,
                        new Step(decider, decider.Posts[0], entry.DecidedAt) { Note = Why, UnitCode = Unit }
                    );
            }
    }

    private static GapCause CauseOf(DispatchReason reason) =>
        reason.Place is not null ? GapCause.Place
        : reason.Kind == ProposalKind.Conflict ? GapCause.Conflict
        : reason.Skipped.Count > 0 ? GapCause.SentBack
        : GapCause.NoRule;

    internal sealed record Key(string Category, string Street, GapCause Cause, string? Place);

    internal sealed record Entry(Key Key, DispatchReason Reason, DateTime OpenedAt, DateTime DueAt, bool IsOld)
    {
        public List<(Case Case, DateTime At)> Cases { get; } = [];
        public bool IsDecided { get; set; }
        public DateTime DecidedAt => DueAt.AddHours(-2);
    }
}
