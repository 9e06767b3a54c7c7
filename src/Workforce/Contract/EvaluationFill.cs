using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Workforce.Evaluation;

namespace Gezhi.Workforce.Contract;

/// <summary>An appeal of a unit to be written. 申诉条目</summary>
/// <param name="Month">yyyyMM.</param>
/// <param name="UnitCode">The unit whose account it is.</param>
/// <param name="AreaCode">Where the unit belongs.</param>
/// <param name="CaseId">The case that should not count.</param>
/// <param name="MadeBy">Somebody of the unit.</param>
/// <param name="Words">Why.</param>
/// <param name="DecidedBy">Who upheld it; null: it waits.</param>
/// <param name="Decision">Why it was upheld; empty while it waits.</param>
public sealed record AppealEntry(
    int Month,
    string UnitCode,
    string AreaCode,
    Guid CaseId,
    Guid MadeBy,
    string Words,
    Guid? DecidedBy = null,
    string Decision = ""
);

/// <summary>Writes appeals for the seed town. 考核示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class EvaluationFill(GezhiDb db)
{
    private static readonly TimeSpan Waiting = TimeSpan.FromHours(25);

    /// <summary>Adds an appeal; one that is decided was upheld, and its case is left out as force majeure. 申诉</summary>
    /// <param name="entry">What was said.</param>
    /// <param name="madeAt">UTC; decided 25 hours later.</param>
    public void Appeal(AppealEntry entry, DateTime madeAt)
    {
        var appeal = new Appeal
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(madeAt),
            Month = entry.Month,
            SchemeKey = "unit",
            SubjectCode = entry.UnitCode,
            Kind = SubjectKind.Unit,
            AreaCode = entry.AreaCode,
            CaseId = entry.CaseId,
            MadeBy = entry.MadeBy,
            MadeAt = madeAt,
            Words = entry.Words,
            State = entry.DecidedBy is null ? AppealState.Open : AppealState.Upheld,
            DecidedBy = entry.DecidedBy,
            DecidedAt = entry.DecidedBy is null ? null : madeAt + Waiting,
            Decision = entry.Decision,
        };
        db.Add(appeal);
        if (entry.DecidedBy is { } decider)
            db.Add(
                new Exclusion
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(madeAt + Waiting),
                    Month = entry.Month,
                    CaseId = entry.CaseId,
                    SchemeKey = appeal.SchemeKey,
                    SubjectCode = appeal.SubjectCode,
                    Why = ExclusionReason.ForceMajeure,
                    Reason = entry.Decision,
                    DecidedBy = decider,
                    DecidedAt = madeAt + Waiting,
                    AppealId = appeal.Id,
                }
            );
    }
}
