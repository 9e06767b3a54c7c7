using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rating;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Partners;

/// <summary>Asks a partner without account to come to a case, by a link in a short message; asks again; takes it back. 请协同方到场</summary>
public sealed class CallPartner(
    CaseDesk desk,
    FieldCipher cipher,
    IMessageSender sender,
    FollowUpSettings settings,
    IConfiguration configuration
)
{
    /// <summary>Open requests of one case.</summary>
    public const int MostOpen = 12;

    /// <summary>Who may ask: by whichever of these a post reaches the case.</summary>
    private static readonly Permission[] MayCall = [Permission.Dispatch, Permission.Supervise, Permission.Handle];

    /// <param name="Title">As the record names them; an office or a duty, no person's name.</param>
    /// <param name="Phone">Where the link goes.</param>
    /// <param name="Ask">What is asked; nothing about who reported.</param>
    /// <param name="Partner">What they are.</param>
    /// <param name="Hours">The link ends after so many hours; null: 24.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string Title,
        [property: Needed, Longest(20)] string Phone,
        [property: Needed, Longest(300)] string Ask,
        [property: Needed] PartnerKind? Partner = null,
        [property: Between(1, 72)] int? Hours = null
    );

    /// <param name="Link">Only when no message left the house: to be told by other means; it is not shown again.</param>
    /// <param name="NoAddress">No message left because nobody configured the address of this site.</param>
    public sealed record Called(Guid Id, string? Link, bool NoAddress = false);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapPost(
                "/{caseId:guid}/partners",
                (Guid caseId, Command command, CallPartner feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, Site(http), actor, ct)
            )
            .WithSummary("请协同方到场 · Ask a partner to come");
        cases
            .MapPost(
                "/{caseId:guid}/partners/{callId:guid}/link",
                (Guid caseId, Guid callId, CallPartner feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    feature.Again(caseId, callId, Site(http), actor, ct)
            )
            .WithSummary("重发协同链接 · Send a new link");
        cases
            .MapPost(
                "/{caseId:guid}/partners/{callId:guid}/revocation",
                (Guid caseId, Guid callId, CallPartner feature, Actor actor, CancellationToken ct) =>
                    feature.Revoke(caseId, callId, actor, ct)
            )
            .WithSummary("撤回协同请求 · Take a request back");
    }

    /// <summary>Where whoever asks reads this page. Only shown back to them: what a request says about its host is never sent to a phone.</summary>
    internal static string Site(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

    /// <exception cref="RuleViolation"><c>partner.phone</c>, <c>partner.too-many</c>.</exception>
    /// <exception cref="Forbidden">No post of the actor reaches the case.</exception>
    public async Task<Called> Run(Guid caseId, Command command, string site, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Enum.IsDefined(command.Partner!.Value))
            throw new InvalidInput(nameof(command.Partner), "input.invalid");
        if (!Phone.TryParse(command.Phone, out var phone))
            throw new InvalidInput(nameof(command.Phone), "input.invalid");
        var subject = await desk.Find(caseId, null, actor, ct);
        var ask = PlainText.CleanLine(command.Ask);
        var title = PlainText.CleanLine(command.Title);
        var step = StepOf(subject, actor) with { Note = $"请{title}协助：{ask}" };
        if (
            await desk
                .Db.Set<PartnerCall>()
                .CountAsync(c => c.CaseId == caseId && c.DoneAt == null && c.DeclinedAt == null && c.RevokedAt == null, ct) >= MostOpen
        )
            throw new RuleViolation("partner.too-many", MostOpen);
        var call = new PartnerCall
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            CaseId = caseId,
            Kind = command.Partner.Value,
            Title = title,
            Ask = ask,
            PhoneSealed = cipher.Seal(desk.Db.DistrictId, PartnerCall.PhoneField, phone.Value),
            CalledAt = desk.Now,
            CalledBy = actor.AccountId,
            CallerTitle = step.Post?.Title ?? "",
        };
        var secret = NewSecret();
        call.Link(HashOf(secret), desk.Now.AddHours(command.Hours ?? 24));
        desk.Db.Add(call);
        subject.Remark(CaseAction.Assist, step);
        desk.Db.Audit(actor, "partner.called", call.Id, call.Kind.ToString(), desk.Now);
        await desk.Save(subject, ct);
        return await Send(call, phone.Value, secret, site, ct);
    }

    /// <summary>A new link to the same phone; the old one opens nothing any more, also on the phone that had accepted.</summary>
    /// <exception cref="RuleViolation"><c>partner.over</c>.</exception>
    public async Task<Called> Again(Guid caseId, Guid callId, string site, Actor actor, CancellationToken ct)
    {
        var call = await Find(caseId, callId, actor, ct);
        if (call.DoneAt is not null || call.DeclinedAt is not null || call.RevokedAt is not null || call.PhoneSealed is null)
            throw new RuleViolation("partner.over");
        var secret = NewSecret();
        call.Link(HashOf(secret), desk.Now.AddHours(24));
        desk.Db.Audit(actor, "partner.called-again", call.Id, call.Kind.ToString(), desk.Now);
        await desk.Db.Save(ct);
        return await Send(call, cipher.Open(desk.Db.DistrictId, PartnerCall.PhoneField, call.PhoneSealed)!, secret, site, ct);
    }

    public async Task Revoke(Guid caseId, Guid callId, Actor actor, CancellationToken ct)
    {
        var call = await Find(caseId, callId, actor, ct);
        if (call.RevokedAt is not null || call.DoneAt is not null)
            return;
        (call.RevokedAt, call.PhoneSealed) = (desk.Now, null);
        desk.Db.Audit(actor, "partner.revoked", call.Id, call.Kind.ToString(), desk.Now);
        await desk.Db.Save(ct);
    }

    /// <summary>Requests of a case, the last first, for who may see the case.</summary>
    public async Task<(Case Subject, IReadOnlyList<PartnerCall> Calls)> Of(Guid caseId, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, null, actor, ct);
        return (
            subject,
            await desk
                .Db.Set<PartnerCall>()
                .AsNoTracking()
                .Where(c => c.CaseId == caseId)
                .OrderByDescending(c => c.CalledAt)
                .ThenBy(c => c.Id)
                .ToListAsync(ct)
        );
    }

    public static bool May(Case subject, Actor actor) =>
        Array.Exists(MayCall, p => actor.PostFor(p, subject.AreaCode, subject.LeadUnitCode) is not null);

    internal static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>144 bits, 24 characters.</summary>
    internal static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));

    /// <exception cref="Forbidden">No post of the actor reaches the case.</exception>
    private Step StepOf(Case subject, Actor actor) =>
        Array.FindIndex(MayCall, p => actor.PostFor(p, subject.AreaCode, subject.LeadUnitCode) is not null) is >= 0 and var index
            ? desk.StepFor(MayCall[index], subject, actor)
            : throw new Forbidden(Permission.Dispatch);

    private async Task<PartnerCall> Find(Guid caseId, Guid callId, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, null, actor, ct);
        StepOf(subject, actor);
        return await desk.Db.Set<PartnerCall>().FirstOrDefaultAsync(c => c.Id == callId && c.CaseId == caseId, ct)
            ?? throw new NotFound("partner call");
    }

    /// <summary>The configured address, or that of the residents' page. What a request says of its host counts on this machine alone: a forged one must not reach a phone.</summary>
    private string? Address(string site) =>
        configuration["Partner:Address"] is { Length: > 0 } configured ? configured
        : settings.PublicAddress is { Length: > 0 } known ? known
        : Uri.TryCreate(site, UriKind.Absolute, out var own) && own.IsLoopback ? site
        : null;

    /// <summary>After it is saved: a gateway that is down loses nothing, the link is shown to whoever asked, once.</summary>
    private async Task<Called> Send(PartnerCall call, string phone, string secret, string site, CancellationToken ct)
    {
        var address = Address(site);
        var link = $"{(address ?? site).TrimEnd('/')}/partner/{secret}";
        var until = desk.Calendar.Local(call.ExpiresAt).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        try
        {
            if (!sender.Carries(Media.Sms))
                return new Called(call.Id, link);
            if (address is null)
                return new Called(call.Id, link, NoAddress: true);
            await sender.Send(
                Media.Sms,
                phone,
                $"【格治】{call.CallerTitle}请您协助，打开看地点、回复到场：{link} （{until} 前有效，请勿转发）",
                ct
            );
        }
        catch (MessageNotSent)
        {
            return new Called(call.Id, link);
        }
        call.SentAt = desk.Now;
        await desk.Db.Save(ct);
        return new Called(call.Id, null);
    }
}
