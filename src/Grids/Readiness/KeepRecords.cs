using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>Drills that were held, and stretches cut into segments. 演练与责任段</summary>
public sealed class KeepRecords(ReadinessScope scope, FieldCipher cipher)
{
    /// <param name="HeldAt">UTC, of the alarm.</param>
    /// <param name="Arrivals">One line each: name, task, minutes, divided by |; no minutes: did not come.</param>
    public sealed record HeldDrill(
        EmergencyKind Kind,
        [property: Needed, Longest(12)] string AreaCode,
        [property: Needed, Longest(100)] string Place,
        DateTime HeldAt,
        [property: Longest(3000)] string? Arrivals = null,
        [property: Longest(1000)] string? Well = null,
        [property: Longest(1000)] string? Wrong = null
    );

    /// <param name="Stretch">Name of the whole: 金水河.</param>
    /// <param name="AreaCode">6 to 12 digits.</param>
    /// <param name="Course"><c>lon,lat lon,lat</c> in WGS-84 degrees; null when only the ends are named.</param>
    public sealed record Cut(
        [property: Needed, Longest(40)] string Stretch,
        [property: Needed, Longest(60)] string FromText,
        [property: Needed, Longest(60)] string ToText,
        [property: Needed, Longest(12)] string AreaCode,
        [property: Needed, Longest(40)] string PostTitle,
        [property: Needed, Longest(40)] string Name,
        [property: Longest(20)] string? Phone = null,
        [property: Longest(4000)] string? Course = null
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/drills",
                (HeldDrill command, KeepRecords feature, Actor actor, CancellationToken ct) => feature.Hold(command, actor, ct)
            )
            .WithSummary("登记演练 · Enter a drill");
        api.MapPost(
                "/segments",
                (Cut command, KeepRecords feature, Actor actor, CancellationToken ct) => feature.AddSegment(command, actor, ct)
            )
            .WithSummary("划分责任段 · Add a segment");
    }

    /// <exception cref="RuleViolation"><c>plan.line</c>: a line of arrivals cannot be read.</exception>
    public async Task<Guid> Hold(HeldDrill command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Enum.IsDefined(command.Kind))
            throw new InvalidInput(nameof(command.Kind), "input.invalid");
        scope.NeedsKeep(command.AreaCode, actor);
        var drill = new Drill
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            Kind = command.Kind,
            AreaCode = command.AreaCode,
            Place = PlainText.CleanLine(command.Place),
            HeldAt = command.HeldAt.ToUniversalTime(),
            Arrivals = Drill.ArrivalsOf(Arrivals(command.Arrivals ?? "")),
            Well = PlainText.Clean(command.Well ?? ""),
            Wrong = PlainText.Clean(command.Wrong ?? ""),
            EnteredBy = actor.AccountId,
        };
        scope.Db.Add(drill);
        scope.Db.Audit(actor, "drill.entered", drill.Id, $"{drill.Kind} {drill.AreaCode}", scope.Now);
        await scope.Db.Save(ct);
        return drill.Id;
    }

    public async Task<Guid> AddSegment(Cut command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        scope.NeedsKeep(command.AreaCode, actor);
        var stretch = PlainText.CleanLine(command.Stretch);
        var last = await scope.Db.Set<Segment>().Where(s => s.Stretch == stretch).MaxAsync(s => (int?)s.No, ct) ?? 0;
        var segment = new Segment
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            Stretch = stretch,
            No = last + 1,
            FromText = PlainText.CleanLine(command.FromText),
            ToText = PlainText.CleanLine(command.ToText),
            AreaCode = command.AreaCode,
            PostTitle = PlainText.CleanLine(command.PostTitle),
            Name = PlainText.CleanLine(command.Name),
            PhoneSealed = cipher.Seal(scope.Db.DistrictId, ReadinessPhones.Segment, RevealPhone.Checked(command.Phone)),
            Course = SegmentCourse.Checked(command.Course),
        };
        scope.Db.Add(segment);
        scope.Db.Audit(actor, "segment.added", segment.Id, $"{segment.AreaCode} {segment.No}", scope.Now);
        try
        {
            await scope.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion(); // the same number was given at the same moment
        }
        return segment.Id;
    }

    private static List<DrillArrival> Arrivals(string lines)
    {
        var read = new List<DrillArrival>();
        foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split(['|', '｜'], StringSplitOptions.TrimEntries);
            if (cells is not [{ Length: > 0 and <= 40 } who, var task, ..])
                throw new RuleViolation("plan.line", read.Count + 1);
            var known = KeepPlan.Read($"{task}|0|到场")[0].Task;
            double? minutes =
                cells.Length > 2 && double.TryParse(cells[2], CultureInfo.InvariantCulture, out var given) && given is >= 0 and < 1440
                    ? given
                    : null;
            read.Add(new DrillArrival(who, known, minutes));
        }
        return read;
    }
}
