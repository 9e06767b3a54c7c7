using Gezhi.Cases.Reporting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;

namespace Gezhi.Cases.Contract;

/// <summary>What somebody asked for at the door, said to a worker on a visit. 走访诉求</summary>
/// <param name="AreaCode">Of the door, 17 digits.</param>
/// <param name="Text">What is wanted; no remarks on people.</param>
/// <param name="Lon">Of the building, WGS-84 degrees; null when not placed.</param>
/// <param name="Lat">Of the building, WGS-84 degrees; null when not placed.</param>
/// <param name="PlaceText">The building; the door stands in the text when it matters.</param>
/// <param name="CategoryKey">The worker's guess; null when unsure.</param>
/// <param name="Phone">For the answer, with their consent; null when they left none.</param>
/// <param name="SaidAt">UTC; not in the future.</param>
/// <param name="No">Of the visit, see <see cref="FieldNo"/>.</param>
public sealed record DoorReport(
    string AreaCode,
    string Text,
    double? Lon,
    double? Lat,
    string PlaceText,
    string? CategoryKey,
    string? Phone,
    bool IsUrgent,
    DateTime SaidAt,
    string No
);

/// <summary>Opens a case for what was said on a visit, as part of the change that notes the visit. 走访转诉求</summary>
public sealed class DoorReports
{
    private readonly CaseDesk desk;
    private readonly CreateReport create;

    internal DoorReports(CaseDesk desk, CreateReport create) => (this.desk, this.create) = (desk, create);

    /// <summary>Adds report and case to the change that is being made; the caller saves, then says <see cref="Saved"/>.</summary>
    /// <returns>The case.</returns>
    /// <exception cref="RuleViolation"><c>report.nothing-said</c>, <c>report.channel</c>.</exception>
    /// <exception cref="Forbidden">No post of the actor takes reports there.</exception>
    public async Task<Guid> Stage(DoorReport said, Actor actor, CancellationToken ct) =>
        (
            await create.StageAtDoor(
                new CreateReport.Command(
                    Channel.Visit,
                    said.Text,
                    said.Lon,
                    said.Lat,
                    PlaceText: said.PlaceText,
                    CategoryKey: said.CategoryKey,
                    Phone: said.Phone,
                    IsUrgent: said.IsUrgent,
                    ChannelNo: said.No,
                    SaidAt: said.SaidAt
                ),
                said.AreaCode,
                actor,
                ct
            )
        ).CaseId;

    /// <summary>What was staged is durable: those who wait for new cases are told.</summary>
    public void Saved() => desk.Woken();
}
