using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Proposing;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Joining;

/// <summary>A resident adds himself to what is being worked on near him: with a report of his own, or only to hear how it goes on. 我也遇到、关注</summary>
/// <remarks>
/// He learns the kind of matter, about how far it is and where it stands; nothing that others said, no photo, no exact place. The lead case keeps
/// its version, so that the people who work on it are not held up.
/// </remarks>
public sealed class AlsoMe(
    CaseDesk desk,
    CreateReport reporting,
    Joins joins,
    FieldCipher cipher,
    CaseMemory memory,
    MyFollows follows,
    ConsentBook consents
)
{
    /// <summary>Further away is not near.</summary>
    public const int NearMetres = 500;

    private const int MostLookedAt = 300;
    private const int Most = 20;
    private const int RoundMetres = 50;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Follows of one phone within a day: whoever typed it need not be its owner.</summary>
    public const int MostFollowsADay = 10;

    /// <summary>Somebody has looked at them; before that nobody knows whether they are fit to be shown.</summary>
    private static readonly CaseState[] Shown =
    [
        CaseState.Filed,
        CaseState.Dispatched,
        CaseState.Handling,
        CaseState.Shelved,
        CaseState.Handled,
        CaseState.Checked,
    ];

    /// <param name="Metres">To a place rounded to about 100 metres, so that nobody finds the house, from however many points it is asked.</param>
    /// <param name="AreaCode">Of the community.</param>
    /// <param name="Reports">How many people reported it.</param>
    /// <param name="At">UTC, of the first report.</param>
    public sealed record Near(Guid CaseId, string CategoryKey, int Metres, string AreaCode, CaseState State, int Reports, DateTime At);

    /// <param name="Lon">Where the resident meets it: WGS-84.</param>
    /// <param name="Lat">WGS-84.</param>
    /// <param name="Text">Own words; may be empty.</param>
    /// <param name="Phone">For answers; may be empty.</param>
    /// <param name="Medium">Only when following: sms, or push for a resident who signed in and switched it on in a browser; null: sms.</param>
    public sealed record Command(
        Guid CaseId,
        [property: Between(-180, 180)] double Lon,
        [property: Between(-90, 90)] double Lat,
        [property: Longest(1000)] string? Text = null,
        [property: Longest(200)] string? PlaceText = null,
        [property: Longest(20)] string? Phone = null,
        [property: Longest(8)] string? Language = null,
        [property: Longest(8)] string? Medium = null
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/near", (double lon, double lat, AlsoMe f, CancellationToken ct) => f.Around(lon, lat, ct))
            .AllowAnonymous()
            .WithSummary("附近正在办的 · What is being worked on near a point")
            .RequireRateLimiting(Resident.ReceiptLimit.Name);
        api.MapPost(
                "/near/reports",
                async (Command command, AlsoMe f, HttpRequest request, Actor actor, CancellationToken ct) =>
                {
                    var receipt = await f.Run(
                        command,
                        ReceiptDoor.OwnKey(request, request.Headers["Idempotency-Key"].FirstOrDefault(), actor),
                        actor,
                        ct
                    );
                    return TypedResults.Created($"/receipt/{receipt.ReceiptNo}", receipt);
                }
            )
            .AllowAnonymous()
            .WithSummary("我也遇到 · Report the same, joined at once")
            .RequireRateLimiting(ReportLimit.Name);
        api.MapPost(
                "/near/follows",
                async (Command command, AlsoMe f, Actor actor, CancellationToken ct) =>
                {
                    await f.Follow(command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .AllowAnonymous()
            .WithSummary("关注 · Hear how it goes on")
            .RequireRateLimiting(ReportLimit.Name);
    }

    /// <summary>Open matters of public space around a point, the nearest first.</summary>
    /// <exception cref="RuleViolation"><c>place.outside</c>.</exception>
    public async Task<IReadOnlyList<Near>> Around(double lon, double lat, CancellationToken ct)
    {
        if (!new LonLat(lon, lat).IsValid)
            throw new RuleViolation("place.outside");
        var (west, south, east, north) = Rounded.Around(lon, lat, NearMetres);
        var catalogue = await desk.Catalogue(ct);
        var found = await desk
            .Db.Cases.AsNoTracking()
            .Where(c => Shown.Contains(c.State) && c.CategoryKey != null)
            .Where(c => c.Lon >= west && c.Lon < east && c.Lat >= south && c.Lat < north)
            .OrderByDescending(c => c.CreatedAt)
            .Take(MostLookedAt)
            .Select(c => new
            {
                c.Id,
                c.CategoryKey,
                c.AreaCode,
                c.State,
                c.ReportCount,
                c.CreatedAt,
                Lon = c.Lon!.Value,
                Lat = c.Lat!.Value,
            })
            .ToListAsync(ct);
        return
        [
            .. found
                .Where(c => IsPublic(catalogue.Find(c.CategoryKey)))
                .Select(c => (Case: c, Metres: Rounded.MetresTo(lon, lat, c.Lon, c.Lat)))
                .Where(c => c.Metres <= NearMetres)
                .OrderBy(c => c.Metres)
                .Take(Most)
                .Select(c => new Near(
                    c.Case.Id,
                    c.Case.CategoryKey!,
                    Math.Max(RoundMetres, (int)Math.Round(c.Metres / RoundMetres) * RoundMetres),
                    c.Case.AreaCode[..Math.Min(12, c.Case.AreaCode.Length)],
                    c.Case.State,
                    c.Case.ReportCount,
                    c.Case.CreatedAt
                )),
        ];
    }

    /// <summary>Of what is worked on around a point only what may be the same matter: of the same kind, or told in like words.</summary>
    /// <param name="categoryKey">Null while none was chosen.</param>
    /// <param name="text">What was said.</param>
    public async Task<IReadOnlyList<Near>> Alike(double lon, double lat, string? categoryKey, string text, int most, CancellationToken ct)
    {
        var around = await Around(lon, lat, ct);
        if (around.Count == 0)
            return around;
        var asked = new RecentCase(Guid.Empty, lon, lat, desk.Now, categoryKey, "", [text]);
        var alike = (await memory.Of(desk.Db, ct)).Find(asked, MostLookedAt).Select(a => a.Id).ToHashSet();
        return [.. around.Where(n => n.CategoryKey == categoryKey || alike.Contains(n.CaseId)).Take(most)];
    }

    /// <summary>A report of one's own, with a receipt of its own, joined to what is worked on.</summary>
    /// <exception cref="RuleViolation"><c>near.gone</c>: it is over, or not near; and whatever a report may be refused for.</exception>
    public async Task<CreateReport.Receipt> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var lead = await Lead(command, ct);
        var receipt = await reporting.Run(
            new CreateReport.Command(
                Channel.ResidentPage,
                string.IsNullOrWhiteSpace(command.Text)
                    ? (command.Language == "en" ? "I have the same problem." : "我也遇到这个问题。")
                    : command.Text,
                command.Lon,
                command.Lat,
                PlaceText: command.PlaceText,
                CategoryKey: lead.CategoryKey,
                Phone: command.Phone,
                Language: command.Language
            ),
            [],
            key,
            actor,
            ct
        );
        await Join(receipt.CaseId, lead, actor, ct);
        return receipt;
    }

    /// <summary>The resident says that the own report is the same matter as one near it.</summary>
    /// <exception cref="RuleViolation"><c>near.gone</c>; <c>near.moved</c>: somebody works on the own report already.</exception>
    public async Task JoinOwn(string receiptNo, Guid leadId, Actor actor, CancellationToken ct)
    {
        var no = ReceiptNo.TryParse(receiptNo, out var parsed) ? parsed : throw new NotFound("receipt");
        var report =
            await desk.Db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.ReceiptNo == no.Value, ct) ?? throw new NotFound("receipt");
        if (report is not { Lon: { } lon, Lat: { } lat, WithdrawnAt: null })
            throw new RuleViolation("near.gone");
        var lead = await Lead(new Command(leadId, lon, lat), ct);
        if (!await Join(report.OwnCaseId, lead, actor, ct))
            throw new RuleViolation("near.moved");
    }

    /// <summary>Only to hear how it goes on. Who follows already keeps following.</summary>
    /// <exception cref="InvalidInput"><c>phone.wrong</c>.</exception>
    /// <exception cref="RuleViolation"><c>near.gone</c>, <c>near.enough</c>, <c>near.no-browser</c>.</exception>
    public async Task Follow(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var byBrowser = command.Medium == Media.Push;
        var given = byBrowser ? await follows.PhoneHeardByBrowser(actor, ct) ?? throw new RuleViolation("near.no-browser") : command.Phone;
        if (!Phone.TryParse(given, out var phone) || !phone.ReachesPerson)
            throw new InvalidInput(nameof(command.Phone), "phone.wrong");
        var (db, lead) = (desk.Db, await Lead(command, ct));
        var indexes = cipher.Indexes(db.DistrictId, ContactFields.Reporter, phone.Value);
        if (await db.Set<Follow>().AnyAsync(f => f.OwnCaseId == lead.Id && indexes.Contains(f.ContactIndex), ct))
            return;
        var today = Ids.Before(desk.Now - Day);
        if (await db.Set<Follow>().CountAsync(f => f.Id > today && indexes.Contains(f.ContactIndex), ct) >= MostFollowsADay)
            throw new RuleViolation("near.enough", MostFollowsADay);
        db.Add(
            new Follow
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(desk.Now),
                CaseId = lead.Id,
                OwnCaseId = lead.Id,
                Medium = byBrowser ? Media.Push : Media.Sms,
                Contact = cipher.Seal(db.DistrictId, ContactFields.Reporter, phone.Value)!,
                ContactIndex = indexes[0],
                Language = command.Language == "en" ? "en" : "zh-CN",
                At = desk.Now,
            }
        );
        await consents.Give(
            ConsentPurposes.Notices,
            new ConsentSubject(ConsentSubjectKind.Phone, null, phone.Value),
            new ConsentSaid(ConsentChannel.Page),
            false,
            null,
            actor.Kind == ActorKind.Staff ? Actor.Anonymous(db.DistrictId) : actor,
            ct
        );
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            db.Forget(); // pressed twice: the first press counts
        }
    }

    private async Task<Case> Lead(Command command, CancellationToken ct)
    {
        var lead = await desk.Db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == command.CaseId && Shown.Contains(c.State), ct);
        var isNear = lead is { Lon: { } lon, Lat: { } lat } && Rounded.MetresTo(command.Lon, command.Lat, lon, lat) <= NearMetres;
        return isNear && IsPublic((await desk.Catalogue(ct)).Find(lead!.CategoryKey)) ? lead : throw new RuleViolation("near.gone");
    }

    /// <returns>False: the own case has gone on meanwhile.</returns>
    private async Task<bool> Join(Guid ownCaseId, Case lead, Actor actor, CancellationToken ct)
    {
        var own = await desk.Db.Cases.FirstAsync(c => c.Id == ownCaseId, ct);
        if (own is not { State: CaseState.Reported or CaseState.Confirmed } || own.Id == lead.Id)
            return own.State == CaseState.Joined; // the same form came twice
        await joins.Join([own], lead, _ => new Step(actor, null, desk.Now) { Note = "反映人自己说是同一件事" }, ct);
        await desk.Db.Together(
            async () =>
            {
                await desk.Db.Save(ct);
                await joins.Count(lead.Id, own.ReportCount, own.CoverHash, ct);
            },
            ct
        );
        desk.Woken();
        return true;
    }

    /// <summary>Streets, lamps, rubbish: what lies before everybody's eyes. What a district adds by itself only when it shows it to residents.</summary>
    private static bool IsPublic(Category? category) =>
        category is not null && (category.Scheme != "local" || category.ResidentOrder is not null);
}
