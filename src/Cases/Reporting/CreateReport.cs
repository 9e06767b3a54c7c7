using Gezhi.Cases.Contract;
using Gezhi.Cases.Privacy;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Reporting;

/// <summary>Takes in what somebody reports, opens a case for it and gives a receipt that is durable before it is shown. 上报</summary>
public sealed class CreateReport(CaseDesk desk, ReportPlace place, FieldCipher cipher, ConsentTexts consents)
{
    /// <summary>Most photos.</summary>
    public const int MostPhotos = 6;

    /// <summary>Scope of the idempotency keys of reports.</summary>
    internal const string KeyScope = "report";

    /// <summary>A clock may be fast by so much.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>How far back people can say that they saw it; an import of old years may go further.</summary>
    public const int OldestDays = 366;

    /// <param name="Channel">How it came in; residents can only use their own page.</param>
    /// <param name="Text">What happened; may be empty when there is a photo, video or voice note.</param>
    /// <param name="Lon">Degrees in <paramref name="Reference"/>.</param>
    /// <param name="Lat">Degrees in <paramref name="Reference"/>.</param>
    /// <param name="Reference">Reference of the point; null means WGS-84.</param>
    /// <param name="AccuracyMetres">As the device said.</param>
    /// <param name="PlaceText">Landmark or description; located by name when there is no point.</param>
    /// <param name="CategoryKey">The reporter's guess.</param>
    /// <param name="Phone">For answers.</param>
    /// <param name="IsForNeighbour">代报.</param>
    /// <param name="NeighbourPhone">The neighbour's own phone, kept apart.</param>
    /// <param name="IsUrgent">Danger to life or property, as the reporter sees it.</param>
    /// <param name="ChannelNo">The channel's own number.</param>
    /// <param name="SaidAt">When it was said: not in the future, and by people not longer ago than a year; null means now.</param>
    /// <param name="Language">Language for answers.</param>
    /// <param name="ShowsChild">A child under fourteen can be recognised in the photos: nobody outside the case sees them until a guardian agrees.</param>
    public sealed record Command(
        Channel Channel = Channel.ResidentPage,
        [property: Longest(Report.LongestText)] string? Text = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        CoordinateReference? Reference = null,
        [property: Between(0, 100000)] double? AccuracyMetres = null,
        [property: Longest(200)] string? PlaceText = null,
        [property: Longest(60)] string? CategoryKey = null,
        [property: Longest(20)] string? Phone = null,
        bool IsForNeighbour = false,
        [property: Longest(20)] string? NeighbourPhone = null,
        bool IsUrgent = false,
        [property: Longest(64)] string? ChannelNo = null,
        DateTime? SaidAt = null,
        [property: Longest(8)] string? Language = null,
        bool ShowsChild = false
    );

    /// <param name="ReceiptNo">12 characters; whoever holds it sees the progress.</param>
    /// <param name="Hash">Hash of the timeline's first row, hex: lets the holder check that the record was not changed.</param>
    /// <param name="CaseId">For staff and tests; not shown to residents.</param>
    public sealed record Receipt(string ReceiptNo, string Hash, Guid CaseId, Guid ReportId);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapReport<CreateReport, Command>("/reports", (f, command, files, key, actor, ct) => f.Run(command, files, key, actor, ct))
            .AllowAnonymous()
            .WithSummary("上报 · Report a problem")
            .RequireRateLimiting(ReportLimit.Name);

    /// <param name="key">Idempotency key made by the client; the same key gives the same receipt.</param>
    /// <exception cref="RuleViolation"><c>report.nothing-said</c>, <c>place.outside</c>, <c>report.channel</c>, <c>file.*</c>.</exception>
    public async Task<Receipt> Run(Command command, IReadOnlyList<IncomingFile> files, string? key, Actor actor, CancellationToken ct)
    {
        var (phone, neighbour) = Check(command, files, actor);
        var spot = Nearer(await place.Find(command, ct), actor);
        if (actor.Kind == ActorKind.Staff && command.Channel != Channel.ResidentPage)
            actor.Require(Permission.TakeReport, spot.AreaCode);
        var hashes = files.Select(f => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(f.Bytes)));
        var receipt = await Once.Run(
            desk.Db,
            KeyScope,
            key,
            new { command, hashes },
            desk.Now,
            async () =>
            {
                var opened = await Open(
                    Numbered(command, key),
                    files,
                    spot,
                    phone,
                    neighbour,
                    actor,
                    Permission.TakeReport,
                    desk.Now,
                    desk.Db.Append,
                    ct
                );
                return opened.Receipt;
            },
            ct
        );
        desk.Woken();
        return receipt;
    }

    /// <summary>Looks whether a row of a file could be taken, and where it would lie; keeps nothing.</summary>
    internal async Task<Spot> Look(Command command, CancellationToken ct)
    {
        Check(command, [], Actor.System(desk.Db.DistrictId));
        return await place.Find(command, true, ct);
    }

    /// <summary>The report of a connected system, added to the change that is being made; the caller saves.</summary>
    /// <param name="isForgiving">A place outside the district and an unknown category leave the report without them.</param>
    internal async Task<Receipt> Stage(
        Command command,
        IReadOnlyList<IncomingFile> files,
        SourceMark mark,
        bool isForgiving,
        Actor actor,
        CancellationToken ct
    )
    {
        if (isForgiving && command.CategoryKey is { Length: > 0 } wanted && !await IsKnown(wanted, ct))
            command = command with { CategoryKey = null };
        var (phone, neighbour) = Check(command, files, actor);
        var spot = await place.Find(command, isForgiving, ct);
        return (
            await Open(command, files, spot, phone, neighbour, actor, Permission.TakeReport, desk.Now, row => desk.Db.Add(row), ct, mark)
        ).Receipt;
    }

    /// <summary>The report of a worker at a door, or what became of a message, added to the change that is being made; the caller saves.</summary>
    /// <remarks>A program says the channel here, not a person: by hand nobody reports in the name of a building group.</remarks>
    /// <param name="areaCode">Where the door is on the books; a point beside the border does not move it next door.</param>
    internal async Task<Receipt> StageAtDoor(Command command, string areaCode, Actor actor, CancellationToken ct)
    {
        var (phone, _) = Check(command, [], actor, isByHand: command.Channel != Channel.BuildingGroup);
        actor.Require(Permission.TakeReport, areaCode);
        var spot = await place.Find(command, isForgiving: true, ct) with { AreaCode = areaCode };
        return (await Open(command, [], spot, phone, null, actor, Permission.TakeReport, desk.Now, row => desk.Db.Add(row), ct)).Receipt;
    }

    /// <summary>What is found on foot and has no number yet gets one: of an entry that comes again the same.</summary>
    private Command Numbered(Command command, string? key) =>
        command.Channel is Channel.GridPatrol or Channel.Visit && string.IsNullOrWhiteSpace(command.ChannelNo)
            ? command with
            {
                ChannelNo = FieldNo.Of(desk.Calendar.LocalDay(command.SaidAt?.ToUniversalTime() ?? desk.Now), key),
            }
            : command;

    /// <summary>What a community worker takes down without a known place happened in their own community, not anywhere in the district.</summary>
    private static Spot Nearer(Spot spot, Actor actor) =>
        spot.AreaCode.Length > 6 || actor.Kind != ActorKind.Staff || actor.PostFor(Permission.TakeReport, spot.AreaCode) is not null
            ? spot
            : spot with
            {
                AreaCode =
                    actor.Posts.FirstOrDefault(p => p.AreaCode is not null && RolePermissions.Has(p.Role, Permission.TakeReport))?.AreaCode
                    ?? spot.AreaCode,
            };

    private async Task<bool> IsKnown(string categoryKey, CancellationToken ct)
    {
        var catalogue = await desk.Catalogue(ct);
        return catalogue.Find(categoryKey) is { IsInUse: true } category && catalogue.Holds(category);
    }

    private (string? Phone, string? Neighbour) Check(Command command, IReadOnlyList<IncomingFile> files, Actor actor, bool isByHand = true)
    {
        Input.Check(command);
        if (isByHand && !MayUse(command.Channel, actor))
            throw new RuleViolation("report.channel");
        if (PlainText.Clean(command.Text).Length == 0 && files.Count == 0)
            throw new RuleViolation("report.nothing-said");
        CheckFiles(files);
        CheckTime(command.SaidAt?.ToUniversalTime(), actor);
        return (PhoneOf(nameof(command.Phone), command.Phone), PhoneOf(nameof(command.NeighbourPhone), command.NeighbourPhone));
    }

    /// <summary>The case that an alarm opens, as part of the alarm's own change: whoever may raise one need not take reports.</summary>
    /// <param name="spot">Found by the alarm.</param>
    /// <exception cref="Forbidden">No post of the actor raises alarms there.</exception>
    internal async Task<Case> ForAlarm(Command command, Spot spot, Actor actor, DateTime now, CancellationToken ct)
    {
        actor.Require(Permission.RaiseAlarm, spot.AreaCode);
        return (await Open(command, [], spot, null, null, actor, Permission.RaiseAlarm, now, row => desk.Db.Add(row), ct)).Case;
    }

    private async Task<(Receipt Receipt, Case Case)> Open(
        Command command,
        IReadOnlyList<IncomingFile> files,
        Spot spot,
        string? phone,
        string? neighbour,
        Actor actor,
        Permission by,
        DateTime now,
        Action<object> keep,
        CancellationToken ct,
        SourceMark? mark = null
    )
    {
        var catalogue = await desk.Catalogue(ct);
        var category = command.CategoryKey is { Length: > 0 } wanted ? catalogue.InUse(wanted) : null;
        var text = PlainText.Clean(command.Text);
        var facts = new CaseFacts(
            Titles.Of(text, category),
            category?.Key,
            spot.AreaCode,
            spot.Lon,
            spot.Lat,
            spot.Text,
            command.IsUrgent,
            null
        );
        var (caseId, reportId) = (Ids.New(now), Ids.New(now));
        var post = actor.PostFor(by, spot.AreaCode);
        var district = desk.Db.DistrictId;
        var report = new Report
        {
            DistrictId = district,
            Id = reportId,
            ReceiptNo = ReceiptNo.New().Value,
            CaseId = caseId,
            OwnCaseId = caseId,
            Channel = command.Channel,
            ChannelNo = CaseDesk.Text(command.ChannelNo),
            SourceId = mark?.SourceId,
            SaidHash = mark?.SaidHash,
            Text = text,
            CreatedAt = now,
            SaidAt = command.SaidAt?.ToUniversalTime(),
            Lon = spot.Lon,
            Lat = spot.Lat,
            Reference = spot.Lon is null ? null : command.Reference ?? CoordinateReference.Wgs84,
            AccuracyMetres = command.AccuracyMetres,
            PlaceText = spot.Text,
            CategoryKey = category?.Key,
            IsForNeighbour = command.IsForNeighbour,
            TakenBy = actor.Kind == ActorKind.Staff ? actor.AccountId : null,
            Language = command.Language == "en" ? "en" : "zh-CN",
            Contact = cipher.Seal(district, ContactFields.Reporter, phone),
            ContactIndex = cipher.Index(district, ContactFields.Reporter, phone),
            NeighbourContact = cipher.Seal(district, ContactFields.Neighbour, neighbour),
            NeighbourContactIndex = cipher.Index(district, ContactFields.Neighbour, neighbour),
        };
        var step = new Step(actor, post, now)
        {
            DeviceAt = command.SaidAt,
            Evidence = [.. files.Select(Hash)],
            ContentHash = report.ContentHash(),
        };
        var subject = Case.Open(district, caseId, command.Channel, facts, step, desk.Limits);
        keep(subject);
        keep(report);
        var kept = await desk.KeepFiles(subject, files, EvidenceKind.Report, reportId, ct, keep);
        if (command.ShowsChild && kept.Any(f => f.Kind is FileKind.Photo or FileKind.Video))
            await PhotoConsents.HideNew(desk, consents, subject, post?.Title, actor, keep, ct);
        subject.Know(facts with { CoverHash = kept.FirstOrDefault(f => f.Kind == FileKind.Photo)?.Hash });
        desk.Stage(subject);
        return (new Receipt(report.ReceiptNo, Convert.ToHexStringLower(subject.LastHash), caseId, reportId), subject);
    }

    /// <summary>Residents have their own page; people on duty take down what they see and hear; the rest comes from machines and imports.</summary>
    private static bool MayUse(Channel channel, Actor actor) =>
        actor.Kind switch
        {
            ActorKind.Resident => channel == Channel.ResidentPage,
            ActorKind.Staff => channel
                is Channel.ResidentPage
                    or Channel.Hotline
                    or Channel.WalkIn
                    or Channel.Reception
                    or Channel.Leader
                    or Channel.Topic
                || (channel is Channel.GridPatrol or Channel.Visit && actor.Can(Permission.Confirm)),
            _ => true,
        };

    private void CheckTime(DateTime? saidAt, Actor actor)
    {
        if (saidAt > desk.Now + Ahead)
            throw new InvalidInput(nameof(Command.SaidAt), "report.said-in-future");
        if (actor.Kind is ActorKind.Resident or ActorKind.Staff && saidAt < desk.Now.AddDays(-OldestDays))
            throw new InvalidInput(nameof(Command.SaidAt), "report.said-long-ago");
    }

    private static void CheckFiles(IReadOnlyList<IncomingFile> files)
    {
        var photos = files.Count(f => FileIntake.Check(f).Kind == FileKind.Photo);
        if (photos > MostPhotos)
            throw new RuleViolation("report.too-many-photos", MostPhotos);
    }

    private static string Hash(IncomingFile file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Bytes));

    private static string? PhoneOf(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Phone.TryParse(text, out var phone) && phone.ReachesPerson ? phone.Value : throw new InvalidInput(field, "phone.wrong");
    }
}

/// <summary>Which connected system said it, and the keyed hash of what it said.</summary>
internal sealed record SourceMark(Guid SourceId, byte[] SaidHash);

/// <summary>Names under which phones are sealed.</summary>
internal static class ContactFields
{
    public const string Reporter = "report.contact";
    public const string Neighbour = "report.neighbour";
}

/// <summary>Rate limit of anonymous reports, by address. 上报限速</summary>
public static class ReportLimit
{
    public const string Name = "reports";
}
