using System.Globalization;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Community.Activities;

/// <summary>Activities and festivals. 活动</summary>
internal static class ActivityServices
{
    public static IServiceCollection AddActivities(this IServiceCollection services)
    {
        services.AddSingleton<TicketKey>();
        services.AddScoped<KeepActivity>();
        services.AddScoped<JoinActivity>();
        services.AddScoped<CheckIn>();
        services.AddScoped<ReadActivities>();
        services.AddScoped<IConsentUse, ChildConsent>();
        services.AddScoped<IKeptData, SignUpKept>();
        services.AddScoped<Photos.KeepPhotos>();
        services.AddScoped<HoldContest>();
        services.AddScoped<DeliverGoods>();
        services.AddScoped<KeepCadence>();
        services.AddScoped<IConsentUse, DeliveryConsent>();
        services.AddScoped<IKeptData, DeliveryKept>();
        services.AddScoped<ITimerHandler, MoveUpTimer>();
        services.AddScoped<ITimerHandler, ActivityForget>();
        services.AddSingleton<ActivityWords>();
        return services.AddSingleton(
            new NavItem(52, "/community/activities", "活动", Permission.KeepActivities) { Group = NavGroup.Living }
        );
    }

    public static void MapActivities(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/activities").WithTags("Activities 活动");
        var staff = routes.MapGroup("/api/community").WithTags("Activities 活动").RequirePermission(Permission.KeepActivities);
        JoinActivity.Map(api.MapGroup("").RequireResident());
        KeepActivity.Map(staff);
        CheckIn.Map(staff);
        HoldContest.Map(staff);
        DeliverGoods.Map(staff);
        KeepCadence.Map(staff);
        Photos.KeepPhotos.Map(routes);
        ReadActivities.Map(api.MapGroup("").AllowAnonymous(), staff, routes.MapGroup("/activities").AllowAnonymous());
    }
}

/// <summary>Kinds and states of activities in words. 活动用语</summary>
public sealed class ActivityWords(IStringLocalizer T)
{
    public string Kind(ActivityKind kind) =>
        kind switch
        {
            ActivityKind.Fair => T["节日集市"],
            ActivityKind.Service => T["便民服务"],
            ActivityKind.Course => T["公益课程"],
            ActivityKind.Leisure => T["文体活动"],
            ActivityKind.Contest => T["比赛"],
            ActivityKind.Delivery => T["上门送达"],
            _ => T["网上问答"],
        };

    public string State(Activity activity, DateTime now) =>
        activity.State switch
        {
            ActivityState.Draft => T["筹备中"],
            ActivityState.CalledOff => T["活动已取消"],
            ActivityState.Reported => T["已结束"],
            _ when now >= activity.EndsAt => T["已结束，待总结"],
            _ when now >= activity.BeginsAt => T["正在进行"],
            _ when activity.Seats is not null && now < activity.SignUpUntil => T["报名中"],
            _ => T["即将开始"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(Activity activity, DateTime now) =>
        activity.State switch
        {
            ActivityState.Draft or ActivityState.CalledOff => "hold",
            ActivityState.Reported => "done",
            _ when now >= activity.EndsAt => "check",
            _ when now >= activity.BeginsAt => "doing",
            _ => "new",
        };

    public string Place(PlaceState? state) =>
        state switch
        {
            PlaceState.Seated => T["已报名"],
            PlaceState.Waiting => T["候补中"],
            _ => T["已提问"],
        };

    public string Plan(PlanKind kind) =>
        kind switch
        {
            PlanKind.Stall => T["摊位"],
            PlanKind.Slot => T["节目安排"],
            PlanKind.Job => T["岗位班次"],
            PlanKind.Gear => T["物资设备"],
            PlanKind.Cost => T["经费"],
            PlanKind.Round => T["比赛轮次"],
            PlanKind.Prize => T["奖项"],
            _ => T["安全检查"],
        };

    public string Relation(GuardianRelation relation) =>
        relation switch
        {
            GuardianRelation.Father => T["父亲"],
            GuardianRelation.Mother => T["母亲"],
            GuardianRelation.Grandparent => T["祖父母、外祖父母"],
            _ => T["其他监护人"],
        };

    public string Every(CadenceEvery every) =>
        every switch
        {
            CadenceEvery.Month => T["每月一次（街道、社区）"],
            CadenceEvery.Week => T["每周一次（社区、网格）"],
            _ => T["每天一次（网格、微网格）"],
        };

    public string Delivered(DeliveryState state, NotMetWhy? why) =>
        (state, why) switch
        {
            (DeliveryState.Delivered, _) => T["已送达"],
            (DeliveryState.NotMet, NotMetWhy.Moved) => T["已经搬走"],
            (DeliveryState.NotMet, NotMetWhy.Declined) => T["本人不要了"],
            (DeliveryState.NotMet, _) => T["没见到人"],
            _ => T["待送"],
        };

    /// <summary>Refusal of an entry at the door, in a few words.</summary>
    public string Door(string problem) =>
        problem switch
        {
            "ticket.twice" => T["已经签到过"],
            "ticket.expired" => T["入场码过期"],
            "ticket.early" => T["还没到入场时间"],
            "ticket.waiting" => T["还在候补"],
            "ticket.other" => T["是别的活动的码"],
            "ticket.unknown" => T["名单上没有这个号"],
            _ => T["不是有效的入场码"],
        };
}

/// <summary>Where a resident signed up and what they asked, for themselves. 活动报名中的本人信息</summary>
internal sealed class SignUpKept(GezhiDb db, ResidentPhones phones, CommunityDesk desk, ActivityWords words, IStringLocalizer T) : IKeptData
{
    public string Kind => "activity";

    public IReadOnlyList<string> Looks => [];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        if (await phones.IdOf(phone, ct) is not { } me)
            return [];
        var items = new List<KeptItem>();
        var places = await db.Set<SignUp>().AsNoTracking().Where(s => s.ResidentId == me).ToListAsync(ct);
        var asked = await db.Set<TalkQuestion>().AsNoTracking().Where(q => q.ResidentId == me).ToListAsync(ct);
        var ratings = await db.Set<ActivityRating>().AsNoTracking().Where(r => r.ResidentId == me).ToListAsync(ct);
        foreach (var id in places.Select(p => p.ActivityId).Union(asked.Select(q => q.ActivityId)))
        {
            var activity = await db.Set<Activity>().AsNoTracking().FirstAsync(a => a.Id == id, ct);
            var own = places.Find(p => p.ActivityId == id && p.Person == 0);
            items.Add(
                new KeptItem(
                    Kind,
                    id,
                    T["活动：{0}", activity.Title],
                    T["安排名额、入场和答复提问"],
                    LegalBasis.Consent,
                    own?.At ?? asked.First(q => q.ActivityId == id).At,
                    [
                        .. places
                            .Where(p => p.ActivityId == id)
                            .OrderBy(p => p.Person)
                            .Select(p => new KeptField(
                                p.Person == 0 ? T["您自己"] : T["孩子 {0}", p.Person],
                                p.State == PlaceState.Withdrawn ? T["已取消报名"] : words.Place(p.State)
                            )),
                        .. asked.Where(q => q.ActivityId == id).Select(q => new KeptField(T["提问"], q.Words)),
                        .. ratings
                            .Where(r => r.ActivityId == id)
                            .Select(r => new KeptField(T["评价"], $"{r.Stars.ToString(CultureInfo.InvariantCulture)} {r.Words}".Trim())),
                    ],
                    null,
                    $"/activities/{id}"
                )
            );
        }
        return items;
    }

    /// <summary>Places are given back, questions and ratings go; who waits moves up.</summary>
    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (await phones.IdOf(phone, ct) is not { } me)
            return false;
        var places = await db.Set<SignUp>().Where(s => s.ActivityId == id && s.ResidentId == me).ToListAsync(ct);
        var asked = await db.Set<TalkQuestion>().Where(q => q.ActivityId == id && q.ResidentId == me).ToListAsync(ct);
        if (places.Count + asked.Count == 0)
            return false;
        foreach (var question in asked)
            if (question.PublicWords.Length == 0)
                db.Remove(question);
            else
                question.Forget();
        db.RemoveRange(await db.Set<ActivityRating>().Where(r => r.ActivityId == id && r.ResidentId == me).ToListAsync(ct));
        db.RemoveRange(places);
        MoveUpTimer.Soon(db, id, desk.Now);
        return true;
    }
}
