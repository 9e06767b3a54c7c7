using Gezhi.Cases.Contract;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>Cases as figures know them: filed on a Thursday morning, due the next noon unless said otherwise.</summary>
internal static class Told
{
    public static readonly DateTime Morning = new(2026, 3, 5, 1, 0, 0, DateTimeKind.Utc);

    /// <summary>Reported, filed after 10 minutes, dispatched after 20, open.</summary>
    public static CaseHistory Open(int no = 1) =>
        new()
        {
            CaseId = new Guid(no, 0, 0, new byte[8]),
            State = CaseState.Handling,
            AreaCode = "41010300100100101",
            CategoryKey = "gb47678/matter/01002",
            Channel = Channel.ResidentPage,
            UnitCode = "lighting",
            Level = WorkLevel.District,
            CreatedAt = Morning,
            FiledAt = Morning.AddMinutes(10),
            DispatchedAt = Morning.AddMinutes(20),
            ArrivedAt = null,
            HandledAt = null,
            ClosedAt = null,
            DueAt = Morning.AddHours(24),
            OriginalDueAt = Morning.AddHours(24),
            FirstAnswerAt = Morning.AddMinutes(10),
            WorkingMinutes = null,
            Filing = new StageSpan(Morning, Morning.AddMinutes(10), Morning.AddMinutes(15)),
            Confirming = null,
            Dispatching = new StageSpan(Morning.AddMinutes(10), Morning.AddMinutes(20), Morning.AddMinutes(25)),
            Checking = null,
            IsSolvedOnSpot = false,
            WasDispatched = true,
            WasReturned = false,
            WasReworked = false,
            WasReopened = false,
            WasClosed = false,
            Stars = [],
            SaidSolved = 0,
        };

    /// <summary>Handed in so many hours after the morning, closed an hour later.</summary>
    public static CaseHistory ClosedAfter(this CaseHistory one, double hours) =>
        one with
        {
            State = CaseState.Closed,
            HandledAt = Morning.AddHours(hours),
            ClosedAt = Morning.AddHours(hours + 1),
            WasClosed = true,
            WorkingMinutes = 60,
            Checking = new StageSpan(Morning.AddHours(hours), Morning.AddHours(hours + 1), Morning.AddHours(hours + 2)),
        };

    /// <summary>Shelved: its deadline stands still, the one first set does not.</summary>
    public static CaseHistory Shelved(this CaseHistory one) => one with { State = CaseState.Shelved, DueAt = null };

    /// <summary>One more limit on top.</summary>
    public static CaseHistory Extended(this CaseHistory one) => one with { DueAt = one.DueAt!.Value.AddHours(24) };
}
