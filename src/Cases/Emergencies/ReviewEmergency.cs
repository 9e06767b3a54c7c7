using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>After the end: what went well, what did not, who mends what by when. 复盘</summary>
public sealed class ReviewEmergency(EmergencyDesk desk)
{
    /// <param name="Well">做得好的.</param>
    /// <param name="Wrong">要改进的.</param>
    public sealed record Command(
        [property: Needed, Longest(Emergency.LongestReview)] string Well,
        [property: Needed, Longest(Emergency.LongestReview)] string Wrong
    );

    /// <param name="Text">What is mended.</param>
    /// <param name="Owner">Who answers for it.</param>
    /// <param name="DueOn">Local day, today or later.</param>
    public sealed record Measure(
        [property: Needed, Longest(200)] string Text,
        [property: Needed, Longest(60)] string Owner,
        DateOnly DueOn
    );

    /// <param name="MeasureId">The measure that is done.</param>
    public sealed record Done(Guid MeasureId);

    /// <param name="Measures">All of the emergency.</param>
    public sealed record Reviewed(Guid EmergencyId, DateTime? ReviewedAt, IReadOnlyList<Guid> Measures);

    public static void Map(IEndpointRouteBuilder emergencies)
    {
        emergencies
            .MapPost(
                "/{emergencyId:guid}/review",
                (Guid emergencyId, Command command, ReviewEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.Run(emergencyId, command, actor, ct)
            )
            .WithSummary("复盘 · After-action review");
        emergencies
            .MapPost(
                "/{emergencyId:guid}/measures",
                (Guid emergencyId, Measure command, ReviewEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.Add(emergencyId, command, actor, ct)
            )
            .WithSummary("改进措施 · A measure with owner and date");
        emergencies
            .MapPost(
                "/{emergencyId:guid}/measures/done",
                (Guid emergencyId, Done command, ReviewEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.Finish(emergencyId, command, actor, ct)
            )
            .WithSummary("措施完成 · A measure is done");
    }

    /// <exception cref="RuleViolation"><c>emergency.open</c>.</exception>
    public Task<Reviewed> Run(Guid emergencyId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Keep(
            emergencyId,
            actor,
            emergency =>
            {
                emergency.Review(CaseDesk.Text(command.Well) ?? "", CaseDesk.Text(command.Wrong) ?? "", desk.Now);
                return Task.FromResult($"做得好的：{emergency.Well}；要改进的：{emergency.Wrong}");
            },
            ct
        );
    }

    public Task<Reviewed> Add(Guid emergencyId, Measure command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Keep(
            emergencyId,
            actor,
            emergency =>
            {
                if (emergency.IsOpen)
                    throw new RuleViolation("emergency.open");
                if (command.DueOn < desk.Today)
                    throw new InvalidInput(nameof(command.DueOn), "input.past");
                var measure = new EmergencyMeasure
                {
                    DistrictId = emergency.DistrictId,
                    EmergencyId = emergencyId,
                    Id = Ids.New(desk.Now),
                    Text = command.Text.Trim(),
                    Owner = command.Owner.Trim(),
                    DueOn = command.DueOn,
                };
                desk.Db.Add(measure);
                return Task.FromResult($"措施：{measure.Text}；{measure.Owner}，{measure.DueOn:yyyy-MM-dd} 前");
            },
            ct
        );
    }

    public Task<Reviewed> Finish(Guid emergencyId, Done command, Actor actor, CancellationToken ct) =>
        Keep(
            emergencyId,
            actor,
            async _ =>
            {
                var measure =
                    await desk
                        .Db.Set<EmergencyMeasure>()
                        .FirstOrDefaultAsync(m => m.EmergencyId == emergencyId && m.Id == command.MeasureId, ct)
                    ?? throw new NotFound("measure");
                measure.Finish(desk.Now);
                return $"措施完成：{measure.Text}";
            },
            ct
        );

    private Task<Reviewed> Keep(Guid emergencyId, Actor actor, Func<Emergency, Task<string>> work, CancellationToken ct) =>
        desk.Again(
            async () =>
            {
                var emergency = await desk.Find(emergencyId, actor, ct);
                await desk.NeedsCommand(emergency, actor, ct);
                var note = await work(emergency);
                await desk.Save(await desk.Record(emergency, CaseAction.Review, EmergencyChange.Went, actor, note, ct), ct);
                var measures = await desk
                    .Db.Set<EmergencyMeasure>()
                    .Where(m => m.EmergencyId == emergencyId)
                    .Select(m => m.Id)
                    .ToListAsync(ct);
                return new Reviewed(emergencyId, emergency.ReviewedAt, measures);
            },
            ct
        );
}
