using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Partners;

/// <summary>Partners, their agreements and what came of them, projects of social organisations, needs and resources. 共建伙伴管理</summary>
public sealed class KeepPartners(CommunityDesk desk)
{
    /// <summary>Most rows of one list.</summary>
    public const int Most = 500;

    public sealed record PartnerSaid(
        [property: Needed] PartnerKind? Kind,
        [property: Needed, Longest(Partner.LongestName)] string Name,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Longest(Partner.LongestWords)] string? Words = null
    );

    public sealed record Staging([property: Needed] IncubationStage? Stage, int? Version = null);

    public sealed record PromiseSaid(
        [property: Needed, Longest(PromisedService.LongestWords)] string Words,
        [property: Needed] DateOnly? DueOn
    );

    /// <param name="RenewsId">The agreement that it takes over from; null: a first one.</param>
    public sealed record AgreementSaid(
        [property: Needed, Longest(Agreement.LongestTitle)] string Title,
        [property: Needed] DateOnly? FromOn,
        [property: Needed] DateOnly? UntilOn,
        [property: Needed] IReadOnlyList<PromiseSaid> Services,
        Guid? RenewsId = null
    );

    public sealed record Ending([property: Needed, Longest(PromisedService.LongestWords)] string Why, int? Version = null);

    /// <param name="StarsForPartner">1 to 5, by the community.</param>
    /// <param name="StarsForCommunity">1 to 5, as the partner said.</param>
    public sealed record Rating(
        [property: Needed, Between(1, 5)] int? StarsForPartner,
        [property: Needed, Between(1, 5)] int? StarsForCommunity,
        int? Version = null
    );

    /// <param name="Evidence">Null takes it back.</param>
    public sealed record Delivering(
        DateOnly? On = null,
        [property: Longest(PromisedService.LongestWords)] string? Evidence = null,
        int? Version = null
    );

    public sealed record ProjectSaid(
        [property: Needed, Longest(Agreement.LongestTitle)] string Title,
        [property: Needed] DateOnly? FromOn,
        [property: Needed] DateOnly? UntilOn,
        [property: Needed, Between(0, Money.Most)] long? BudgetFen
    );

    public sealed record Closing(
        [property: Needed, Longest(PartnerProject.LongestResult)] string Result,
        [property: Needed, Between(0, Money.Most)] long? SpentFen,
        int? Version = null
    );

    public sealed record OfferSaid(
        [property: Needed] OfferSide? Side,
        [property: Needed] OfferCategory? Category,
        [property: Needed, Longest(Offer.LongestWords)] string Words,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed] DateOnly? FromOn,
        [property: Needed] DateOnly? UntilOn,
        Guid? PartnerId = null
    );

    /// <param name="ResourceId">Null closes the line instead.</param>
    public sealed record Matching(Guid? ResourceId = null);

    public sealed record Kept(Guid Id, int Version);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapPost(
                "",
                (PartnerSaid command, HttpRequest request, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Enter(command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("登记共建伙伴 · Enter a partner");
        staff
            .MapPost(
                "/{partnerId:guid}/stage",
                (Guid partnerId, Staging command, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Reach(partnerId, command, actor, ct)
            )
            .WithSummary("孵化阶段 · Incubation stage of a social organisation");
        staff
            .MapPost(
                "/{partnerId:guid}/agreements",
                (Guid partnerId, AgreementSaid command, HttpRequest request, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Sign(partnerId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("签订或续签协议 · Sign or renew an agreement");
        staff
            .MapPost(
                "/agreements/{agreementId:guid}/end",
                (Guid agreementId, Ending command, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.End(agreementId, command, actor, ct)
            )
            .WithSummary("结束协议 · End an agreement");
        staff
            .MapPost(
                "/agreements/{agreementId:guid}/rating",
                (Guid agreementId, Rating command, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Rate(agreementId, command, actor, ct)
            )
            .WithSummary("双方评价 · Both sides' rating");
        staff
            .MapPost(
                "/agreements/{agreementId:guid}/services/{serviceId:guid}",
                (Guid agreementId, Guid serviceId, Delivering command, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Deliver(agreementId, serviceId, command, actor, ct)
            )
            .WithSummary("服务已兑现 · A promised service was delivered, with evidence");
        staff
            .MapPost(
                "/{partnerId:guid}/projects",
                (Guid partnerId, ProjectSaid command, HttpRequest request, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Begin(partnerId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("社会组织项目 · Begin a project");
        staff
            .MapPost(
                "/{partnerId:guid}/projects/{projectId:guid}/closing",
                (Guid partnerId, Guid projectId, Closing command, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Close(partnerId, projectId, command, actor, ct)
            )
            .WithSummary("项目结项 · Close a project with its result");
        staff
            .MapPost(
                "/offers",
                (OfferSaid command, HttpRequest request, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Put(command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("需求和资源 · A need or a resource");
        staff
            .MapPost(
                "/offers/{offerId:guid}/match",
                (Guid offerId, Matching command, KeepPartners feature, Actor actor, CancellationToken ct) =>
                    feature.Join(offerId, command, actor, ct)
            )
            .WithSummary("对接或关闭 · Bring a need and a resource together, or close a line");
    }

    /// <exception cref="Forbidden">No post of the actor leads there.</exception>
    public async Task<Kept> Enter(PartnerSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = desk.Area(nameof(command.AreaCode), command.AreaCode);
        actor.Require(Permission.KeepActivities, area);
        return await Write(
            "partner",
            key,
            command,
            actor,
            () =>
            {
                var partner = new Partner
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    AreaCode = area,
                    Kind = command.Kind!.Value,
                    Name = CommunityDesk.Needed(nameof(command.Name), PlainText.CleanLine(command.Name)),
                    Words = PlainText.Clean(command.Words),
                    CreatedAt = desk.Now,
                };
                if (partner.Kind == PartnerKind.SocialOrganisation)
                    partner.Reach(IncubationStage.Group);
                desk.Db.Add(partner);
                desk.Db.Audit(actor, "partner.kept", partner.Id, partner.Name, desk.Now);
                return Task.FromResult(new Kept(partner.Id, partner.Version));
            },
            ct
        );
    }

    public async Task<Kept> Reach(Guid partnerId, Staging command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var partner = await Find(partnerId, actor, ct);
        CommunityDesk.Seen(partner, command.Version);
        partner.Reach(command.Stage!.Value);
        return await Save(partner, partner.Id, actor, "partner.kept", ct);
    }

    /// <summary>A new agreement, or one that takes over from another.</summary>
    /// <exception cref="InvalidInput"><c>agreement.term</c>: it ends before it begins, or a service is due outside.</exception>
    /// <exception cref="RuleViolation"><c>agreement.over</c>: what should be renewed no longer stands.</exception>
    public async Task<Kept> Sign(Guid partnerId, AgreementSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        foreach (var service in command.Services)
            Input.Check(service);
        Term(nameof(command.UntilOn), command.FromOn!.Value, command.UntilOn!.Value);
        if (command.Services.Count is 0 or > PromisedService.Most)
            throw new InvalidInput(nameof(command.Services), "agreement.services");
        if (command.Services.Any(s => s.DueOn < command.FromOn || s.DueOn > command.UntilOn))
            throw new InvalidInput(nameof(command.Services), "agreement.term");
        return await Write(
            "agreement",
            key,
            new { partnerId, command },
            actor,
            async () =>
            {
                var partner = await Find(partnerId, actor, ct);
                if (command.RenewsId is { } oldId)
                {
                    var old = await AgreementOf(oldId, null, actor, ct);
                    if (old.PartnerId != partnerId)
                        throw new NotFound("agreement");
                    old.Renew(desk.Today);
                }
                var agreement = new Agreement
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    PartnerId = partnerId,
                    No = ReceiptNo.New().Value,
                    Title = CommunityDesk.Needed(nameof(command.Title), PlainText.CleanLine(command.Title)),
                    FromOn = command.FromOn.Value,
                    UntilOn = command.UntilOn.Value,
                };
                desk.Db.Add(agreement);
                foreach (var service in command.Services)
                    desk.Db.Add(
                        new PromisedService
                        {
                            DistrictId = desk.Db.DistrictId,
                            AgreementId = agreement.Id,
                            Id = Ids.New(desk.Now),
                            Words = CommunityDesk.Needed(nameof(command.Services), PlainText.CleanLine(service.Words)),
                            DueOn = service.DueOn!.Value,
                        }
                    );
                desk.Db.Audit(actor, "partner.signed", agreement.Id, partner.Name, desk.Now);
                return new Kept(agreement.Id, agreement.Version);
            },
            ct
        );
    }

    public async Task<Kept> End(Guid agreementId, Ending command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var agreement = await AgreementOf(agreementId, command.Version, actor, ct);
        agreement.End(CommunityDesk.Needed(nameof(command.Why), PlainText.CleanLine(command.Why)), desk.Today);
        return await Save(agreement, agreement.Id, actor, "partner.ended", ct);
    }

    public async Task<Kept> Rate(Guid agreementId, Rating command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var agreement = await AgreementOf(agreementId, command.Version, actor, ct);
        agreement.Rate(command.StarsForPartner!.Value, command.StarsForCommunity!.Value);
        return await Save(agreement, agreement.Id, actor, "partner.rated", ct);
    }

    /// <exception cref="InvalidInput">A day that has not come.</exception>
    public async Task<Kept> Deliver(Guid agreementId, Guid serviceId, Delivering command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var agreement = await AgreementOf(agreementId, null, actor, ct);
        agreement.DemandStanding();
        var service =
            await desk.Db.Set<PromisedService>().FirstOrDefaultAsync(s => s.AgreementId == agreementId && s.Id == serviceId, ct)
            ?? throw new NotFound("service");
        CommunityDesk.Seen(service, command.Version);
        var on = command.On ?? desk.Today;
        if (on > desk.Today || on < agreement.FromOn)
            throw new InvalidInput(nameof(command.On), "agreement.day");
        if (command.Evidence is null)
            service.Undo();
        else
            service.Deliver(on, CommunityDesk.Needed(nameof(command.Evidence), PlainText.CleanLine(command.Evidence)));
        return await Save(service, agreementId, actor, "partner.delivered", ct, service.Id);
    }

    /// <exception cref="RuleViolation"><c>partner.no-projects</c>: social organisations alone have projects.</exception>
    public async Task<Kept> Begin(Guid partnerId, ProjectSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        Term(nameof(command.UntilOn), command.FromOn!.Value, command.UntilOn!.Value);
        return await Write(
            "partner-project",
            key,
            new { partnerId, command },
            actor,
            async () =>
            {
                var partner = await Find(partnerId, actor, ct);
                if (partner.Kind != PartnerKind.SocialOrganisation)
                    throw new RuleViolation("partner.no-projects");
                var project = new PartnerProject
                {
                    DistrictId = desk.Db.DistrictId,
                    PartnerId = partnerId,
                    Id = Ids.New(desk.Now),
                    Title = CommunityDesk.Needed(nameof(command.Title), PlainText.CleanLine(command.Title)),
                    FromOn = command.FromOn.Value,
                    UntilOn = command.UntilOn.Value,
                    BudgetFen = command.BudgetFen!.Value,
                };
                desk.Db.Add(project);
                desk.Db.Audit(actor, "partner.project-kept", partnerId, project.Title, desk.Now);
                return new Kept(project.Id, project.Version);
            },
            ct
        );
    }

    public async Task<Kept> Close(Guid partnerId, Guid projectId, Closing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        await Find(partnerId, actor, ct);
        var project =
            await desk.Db.Set<PartnerProject>().FirstOrDefaultAsync(p => p.PartnerId == partnerId && p.Id == projectId, ct)
            ?? throw new NotFound("project");
        CommunityDesk.Seen(project, command.Version);
        project.Close(CommunityDesk.Needed(nameof(command.Result), command.Result), command.SpentFen!.Value, desk.Today);
        return await Save(project, partnerId, actor, "partner.project-kept", ct, project.Id);
    }

    public async Task<Kept> Put(OfferSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = desk.Area(nameof(command.AreaCode), command.AreaCode);
        actor.Require(Permission.KeepActivities, area);
        Term(nameof(command.UntilOn), command.FromOn!.Value, command.UntilOn!.Value);
        return await Write(
            "offer",
            key,
            command,
            actor,
            async () =>
            {
                if (command.PartnerId is { } partnerId)
                    await Find(partnerId, actor, ct);
                var offer = new Offer
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    Side = command.Side!.Value,
                    Category = command.Category!.Value,
                    AreaCode = area,
                    Words = CommunityDesk.Needed(nameof(command.Words), PlainText.CleanLine(command.Words)),
                    PartnerId = command.PartnerId,
                    FromOn = command.FromOn.Value,
                    UntilOn = command.UntilOn.Value,
                };
                desk.Db.Add(offer);
                desk.Db.Audit(actor, "partner.offer-kept", offer.Id, offer.Words, desk.Now);
                return new Kept(offer.Id, offer.Version);
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>offer.taken</c>, <c>offer.no-fit</c>.</exception>
    public async Task<Kept> Join(Guid offerId, Matching command, Actor actor, CancellationToken ct)
    {
        var offer = await OfferOf(offerId, actor, ct);
        if (command.ResourceId is { } resourceId)
        {
            var resource = await OfferOf(resourceId, actor, ct);
            if (offer.Side != OfferSide.Need || !OfferMatch.Of(offer, [resource], desk.Today).Any())
                throw new RuleViolation(offer.IsOpen && resource.IsOpen ? "offer.no-fit" : "offer.taken");
            offer.Join(resource.Id);
            resource.Join(offer.Id);
        }
        else
            offer.Close(desk.Now);
        return await Save(offer, offer.Id, actor, "partner.offer-kept", ct);
    }

    private static void Term(string field, DateOnly from, DateOnly until)
    {
        if (until < from || until > from.AddYears(10))
            throw new InvalidInput(field, "agreement.term");
    }

    private Task<Kept> Write(string kind, string? key, object command, Actor actor, Func<Task<Kept>> work, CancellationToken ct) =>
        Once.Run(desk.Db, kind, Once.Bound(key, actor.AccountId, null), command, desk.Now, work, ct);

    private async Task<Kept> Save(IVersioned row, Guid subjectId, Actor actor, string action, CancellationToken ct, Guid? id = null)
    {
        desk.Db.Audit(actor, action, subjectId, "", desk.Now);
        await desk.Db.Save(ct);
        return new Kept(id ?? subjectId, row.Version);
    }

    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    internal async Task<Partner> Find(Guid partnerId, Actor actor, CancellationToken ct) =>
        await desk.Db.Set<Partner>().FirstOrDefaultAsync(p => p.Id == partnerId, ct) is { } partner
        && actor.PostFor(Permission.KeepActivities, partner.AreaCode) is not null
            ? partner
            : throw new NotFound("partner");

    private async Task<Offer> OfferOf(Guid offerId, Actor actor, CancellationToken ct) =>
        await desk.Db.Set<Offer>().FirstOrDefaultAsync(o => o.Id == offerId, ct) is { } offer
        && actor.PostFor(Permission.KeepActivities, offer.AreaCode) is not null
            ? offer
            : throw new NotFound("offer");

    internal async Task<Agreement> AgreementOf(Guid agreementId, int? version, Actor actor, CancellationToken ct)
    {
        var agreement = await desk.Db.Set<Agreement>().FirstOrDefaultAsync(a => a.Id == agreementId, ct) ?? throw new NotFound("agreement");
        await Find(agreement.PartnerId, actor, ct);
        CommunityDesk.Seen(agreement, version);
        return agreement;
    }
}
