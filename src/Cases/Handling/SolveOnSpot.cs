using Gezhi.Cases.Contract;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Handling;

/// <summary>Found, fixed, photographed before and after, closed: in one go, by the worker of the grid. 自行处置</summary>
public sealed class SolveOnSpot(CaseDesk desk, ReportPlace place, CaseNumbers numbers)
{
    /// <param name="CategoryKey">A category that allows it.</param>
    /// <param name="Text">What was found and done.</param>
    /// <param name="Lon">WGS-84 degrees.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string CategoryKey,
        [property: Needed, Longest(1000)] string Text,
        [property: Between(-180, 180)] double Lon,
        [property: Between(-90, 90)] double Lat,
        [property: Longest(200)] string? PlaceText = null,
        DateTime? DeviceAt = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/on-the-spot",
                async (HttpRequest request, SolveOnSpot feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, _) = await FormOrJson.Read<Command>(request, ct);
                    var form = request.HasFormContentType ? request.Form.Files : new FormFileCollection();
                    var before = await FormOrJson.Files(Named(form, "before"), ct);
                    var after = await FormOrJson.Files(Named(form, "after"), ct);
                    return await feature.Run(command, before, after, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct);
                }
            )
            .WithSummary("自行处置 · Solve on the spot")
            .Accepts<Command>("multipart/form-data");

    /// <exception cref="RuleViolation"><c>spot.not-allowed</c>, <c>spot.photos</c>, <c>place.outside</c>.</exception>
    public async Task<MoveResult> Run(
        Command command,
        IReadOnlyList<IncomingFile> before,
        IReadOnlyList<IncomingFile> after,
        string? key,
        Actor actor,
        CancellationToken ct
    )
    {
        Input.Check(command);
        var category = (await desk.Catalogue(ct)).InUse(command.CategoryKey);
        if (!category.MaySolveOnSpot)
            throw new RuleViolation("spot.not-allowed");
        if (before.Count == 0 || after.Count == 0)
            throw new RuleViolation("spot.photos");
        var spot = place.At(new LonLat(command.Lon, command.Lat), PlainText.Clean(command.PlaceText));
        var post = actor.Require(Permission.SolveOnSpot, spot.AreaCode);
        var caseNo = await numbers.Next(desk.Db.DistrictId, desk.Now, ct);
        var result = await Once.Run(
            desk.Db,
            "on-the-spot",
            key,
            command,
            desk.Now,
            () => Solve(command, key, category, spot, post, caseNo, before, after, actor, ct),
            ct
        );
        desk.Woken();
        return result;
    }

    private async Task<MoveResult> Solve(
        Command command,
        string? key,
        Catalogue.Category category,
        Spot spot,
        ActorPost post,
        string caseNo,
        IReadOnlyList<IncomingFile> before,
        IReadOnlyList<IncomingFile> after,
        Actor actor,
        CancellationToken ct
    )
    {
        var (now, text) = (desk.Now, PlainText.Clean(command.Text));
        var (caseId, reportId) = (Ids.New(now), Ids.New(now));
        var facts = new CaseFacts(Titles.Of(text, category), category.Key, spot.AreaCode, spot.Lon, spot.Lat, spot.Text, false, null);
        var report = new Report
        {
            DistrictId = desk.Db.DistrictId,
            Id = reportId,
            ReceiptNo = ReceiptNo.New().Value,
            CaseId = caseId,
            OwnCaseId = caseId,
            Channel = Channel.GridPatrol,
            ChannelNo = FieldNo.Of(desk.Calendar.LocalDay(command.DeviceAt?.ToUniversalTime() ?? now), key),
            Text = text,
            CreatedAt = now,
            SaidAt = command.DeviceAt?.ToUniversalTime(),
            Lon = spot.Lon,
            Lat = spot.Lat,
            Reference = CoordinateReference.Wgs84,
            PlaceText = spot.Text,
            CategoryKey = category.Key,
            TakenBy = actor.AccountId,
        };
        var step = new Step(actor, post, now) { DeviceAt = command.DeviceAt };
        var subject = Case.Open(
            desk.Db.DistrictId,
            caseId,
            Channel.GridPatrol,
            facts,
            step with
            {
                ContentHash = report.ContentHash(),
            },
            desk.Limits
        );
        desk.Db.Add(subject);
        desk.Db.Add(report);
        var shown = await desk.KeepFiles(subject, before, EvidenceKind.Before, reportId, ct);
        var done = await desk.KeepFiles(subject, after, EvidenceKind.After, null, ct);
        subject.Know(facts with { CoverHash = shown.FirstOrDefault(f => f.Kind == FileKind.Photo)?.Hash });
        var condition = (await desk.Catalogue(ct)).ConditionsOf(category.Key).FirstOrDefault();
        subject.SolveOnSpot(
            caseNo,
            condition?.Id,
            condition?.Limit ?? FileCase.DefaultLimit,
            step with
            {
                Note = text,
                Evidence = [.. shown.Concat(done).Select(f => f.Hash)],
            }
        );
        desk.Stage(subject);
        return CaseDesk.Result(subject);
    }

    private static FormFileCollection Named(IFormFileCollection files, string name)
    {
        var named = new FormFileCollection();
        named.AddRange(files.Where(f => f.Name == name));
        return named;
    }
}
