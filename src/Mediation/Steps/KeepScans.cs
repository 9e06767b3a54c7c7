using Gezhi.Mediation.Disputes;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>Pages of paper as pictures beside what is written: signed forms, evidence, receipts. 卷内扫描件</summary>
/// <remarks>Sealed, never a file on a disk, no preview; read by the mediators and the committee alone. Identity papers are seen, not kept.</remarks>
public sealed class KeepScans(DisputeDesk desk, SealedFiles files, VirusScan scan)
{
    /// <summary>Most pages of one dossier.</summary>
    public const int Most = 60;

    /// <summary>Longest picture, bytes.</summary>
    public const int Longest = 6 << 20;

    /// <summary>当事人身份证明: the part of which nothing is kept.</summary>
    public const int IdentityPart = 3;

    /// <summary>Parts that take pictures: all but the identity papers and the back. 可放扫描件的卷内项</summary>
    public static readonly int[] Parts = [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    /// <param name="Version">The version the person saw.</param>
    public sealed record Step(int? Version = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/disputes/{disputeId:guid}/scans",
                async (
                    Guid disputeId,
                    int? part,
                    int? version,
                    HttpRequest request,
                    KeepScans feature,
                    Actor actor,
                    CancellationToken ct
                ) =>
                {
                    using var bytes = new MemoryStream();
                    var piece = new byte[64 * 1024];
                    for (int read; (read = await request.Body.ReadAsync(piece, ct)) > 0 && bytes.Length <= Longest; )
                        bytes.Write(piece, 0, read);
                    return new WrittenId(
                        (await feature.Keep(disputeId, part ?? 0, version, [new IncomingFile("scan", bytes.ToArray())], actor, ct)).Single()
                    );
                }
            )
            .WithSummary("放入扫描件（正文就是图片） · Lay a picture of a page into a part of the dossier; the body is the picture");
        api.MapPost(
                "/disputes/{disputeId:guid}/scans/{scanId:guid}/removal",
                (Guid disputeId, Guid scanId, Step command, KeepScans feature, Actor actor, CancellationToken ct) =>
                    feature.Drop(disputeId, scanId, command, actor, ct)
            )
            .WithSummary("取出扫描件 · Take a picture out again; its bytes are gone");
        api.MapGet(
                "/disputes/{disputeId:guid}/scans/{scanId:guid}",
                (Guid disputeId, Guid scanId, KeepScans feature, Actor actor, CancellationToken ct) =>
                    feature.Read(disputeId, scanId, actor, ct)
            )
            .WithSummary("查看扫描件 · One picture of a page");
    }

    /// <summary>Address of a picture.</summary>
    internal static string Path(Guid disputeId, Guid scanId) => $"/api/mediation/disputes/{disputeId}/scans/{scanId}";

    /// <returns>Ids, in the order of the pictures.</returns>
    /// <exception cref="RuleViolation"><c>mediation.identity-scan</c>, <c>mediation.scan-kind</c>, <c>mediation.scan-large</c>, <c>mediation.too-many-scans</c>, <c>file.*</c>.</exception>
    public async Task<IReadOnlyList<Guid>> Keep(
        Guid disputeId,
        int part,
        int? version,
        IReadOnlyList<IncomingFile> pictures,
        Actor actor,
        CancellationToken ct
    )
    {
        var kept = new List<Guid>();
        await desk.Db.Together(
            () =>
                desk.Change(
                    disputeId,
                    new Step(version),
                    version,
                    DisputeAction.KeepScan,
                    Seat.Mediator,
                    actor,
                    async (dispute, now) =>
                    {
                        if (part == IdentityPart)
                            throw new RuleViolation("mediation.identity-scan");
                        if (!Parts.Contains(part))
                            throw new InvalidInput("Part", "input.invalid");
                        if (pictures.Count == 0)
                            throw new InvalidInput("Scan", "input.required");
                        if (await desk.Db.Set<ScannedPage>().CountAsync(p => p.DisputeId == dispute.Id, ct) + pictures.Count > Most)
                            throw new RuleViolation("mediation.too-many-scans", Most);
                        foreach (var picture in pictures)
                            kept.Add(await Keep(dispute, part, picture, actor, now, ct));
                    },
                    ct
                ),
            ct
        );
        return kept;
    }

    private async Task<Guid> Keep(Dispute dispute, int part, IncomingFile picture, Actor actor, DateTime now, CancellationToken ct)
    {
        if (picture.Bytes.Length > Longest)
            throw new RuleViolation("mediation.scan-large", Longest >> 20);
        var found = FileIntake.Check(picture);
        if (found.MediaType is not ("image/jpeg" or "image/png" or "image/webp"))
            throw new RuleViolation("mediation.scan-kind");
        using var bytes = new MemoryStream(picture.Bytes, writable: false);
        await scan.Demand(bytes, picture.Name, ct);
        var page = new ScannedPage
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(now),
            DisputeId = dispute.Id,
            Part = part,
            MediaType = found.MediaType,
            Length = picture.Bytes.Length,
            KeptBy = actor.AccountId!.Value,
            KeptAt = now,
        };
        desk.Db.Add(page);
        await files.Write(page.Id, bytes, Longest, ct);
        return page.Id;
    }

    public Task Drop(Guid disputeId, Guid scanId, Step command, Actor actor, CancellationToken ct) =>
        desk.Db.Together(
            () =>
                desk.Change(
                    disputeId,
                    command,
                    command?.Version,
                    DisputeAction.DropScan,
                    Seat.Mediator,
                    actor,
                    async (dispute, _) =>
                    {
                        desk.Db.Remove(await Find(dispute.Id, scanId, ct));
                        await files.Drop(scanId, ct);
                    },
                    ct
                ),
            ct
        );

    /// <exception cref="NotFound">Not there, or not the actor's to see.</exception>
    private async Task<IResult> Read(Guid disputeId, Guid scanId, Actor actor, CancellationToken ct)
    {
        var (dispute, seat) = await desk.Find(disputeId, actor, ct);
        if (seat < Seat.Mediator)
            throw new NotFound("dispute");
        var page = await Find(dispute.Id, scanId, ct);
        desk.Db.Audit(actor, "mediation.opened", dispute.Id, "Scan", desk.Now);
        await desk.Db.Save(ct);
        var bytes = new byte[page.Length];
        await using var content = files.Read(page.Id, page.Length);
        await content.ReadExactlyAsync(bytes, ct);
        return Results.Bytes(bytes, page.MediaType);
    }

    private async Task<ScannedPage> Find(Guid disputeId, Guid scanId, CancellationToken ct) =>
        await desk.Db.Set<ScannedPage>().FirstOrDefaultAsync(p => p.Id == scanId && p.DisputeId == disputeId, ct)
        ?? throw new NotFound("scan");
}
