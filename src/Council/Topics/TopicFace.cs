using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Topics;

/// <summary>Topics. 议题</summary>
internal static class TopicFace
{
    public static IServiceCollection AddTopics(this IServiceCollection services)
    {
        services.AddScoped<TopicBook>();
        services.AddSingleton<TopicNews>();
        services.AddScoped<KeepTopic>();
        services.AddScoped<KeepRoutes>();
        services.AddScoped<SpeakOnTopic>();
        services.AddScoped<ModerateTopic>();
        services.AddScoped<ReadTopics>();
        services.AddSingleton<TopicWords>();
        services.AddScoped<IKeptData, TopicKept>();
        services.AddScoped<ITimerHandler, TopicTimer>();
        services.AddScoped<ITimerHandler, TopicForget>();
        services.AddSingleton<IEventHandler, FollowTopicCases>();
        services.AddScoped<IDeskList, TopicsWaiting>();
        services.AddScoped<ReadCasePanel>(provider => (caseId, actor, ct) => OnCase(provider, caseId, actor, ct));
        return services.AddSingleton(new NavItem(48, "/council/topics", "议题", Permission.LeadCouncil) { Group = NavGroup.Council });
    }

    public static void MapTopics(this IEndpointRouteBuilder api)
    {
        var lead = api.MapGroup("/topics").RequirePermission(Permission.LeadCouncil);
        KeepTopic.Map(lead);
        ModerateTopic.Map(lead);
        ReadTopics.Map(lead);
        KeepRoutes.Map(api.MapGroup("/topic-routes").RequirePermission(Permission.LeadCouncil));
        SpeakOnTopic.Map(api.MapGroup("/my/topics").RequireResident());
    }

    private static async Task<RenderFragment?> OnCase(IServiceProvider provider, Guid caseId, Actor actor, CancellationToken ct)
    {
        var topics = await provider.GetRequiredService<ReadTopics>().About(caseId, ct);
        var mayOpen = actor.Can(Permission.LeadCouncil) && !topics.Any(t => t.Of.SourceId == caseId);
        return topics.Count == 0 && !mayOpen
            ? null
            : builder =>
            {
                builder.OpenComponent<CaseTopics>(0);
                builder.AddAttribute(1, nameof(CaseTopics.CaseId), caseId);
                builder.AddAttribute(2, nameof(CaseTopics.Topics), topics);
                builder.AddAttribute(3, nameof(CaseTopics.MayOpen), mayOpen);
                builder.CloseComponent();
            };
    }
}

/// <summary>等下一步的议题.</summary>
internal sealed class TopicsWaiting(ReadTopics reading, TimeProvider clock) : DeskQuery(clock)
{
    public override string Key => "topics";
    public override DeskPart Part => DeskPart.Due;
    public override int Order => 90;

    public override bool IsFor(Actor actor) => actor.Can(Permission.LeadCouncil);

    public override string Name(IStringLocalizer T) => T["等下一步的议题"];

    public override string Formula(IStringLocalizer T) => T["您的辖区里还没有结束、要工作人员走下一步的议题，转为案件的除外"];

    public override string Href(DeskEntry entry) => $"/council/topics/{entry.Id}";

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct)
    {
        var waiting = TopicFlow.Waiting;
        return new(
            reading
                .Of(actor)
                .Where(t => t.DueAt != null && waiting.Contains(t.State))
                .Select(t => new DeskEntry
                {
                    Id = t.Id,
                    Title = t.Title,
                    No = t.No,
                    AreaCode = t.AreaCode,
                    SortAt = t.DueAt!.Value,
                    DueAt = t.DueAt,
                })
        );
    }
}

/// <summary>Sizes, states, steps and rules in words. 议题用语</summary>
public sealed class TopicWords(IStringLocalizer T)
{
    public string Size(TopicSize size) =>
        size switch
        {
            TopicSize.Small => T["小事"],
            TopicSize.Medium => T["中事"],
            TopicSize.Big => T["大事"],
            _ => T["私事"],
        };

    /// <summary>What the size means.</summary>
    public string Meaning(TopicSize size) =>
        size switch
        {
            TopicSize.Small => T["小事：物业或楼栋办，3 个工作日内"],
            TopicSize.Medium => T["中事：社区议事厅协商"],
            TopicSize.Big => T["大事：转街道或部门，立为案件"],
            _ => T["私事：居民自助或志愿服务，告诉去哪里找帮助"],
        };

    public string Form(TopicForm form) =>
        form switch
        {
            TopicForm.Opinion => T["协商意见"],
            TopicForm.Show => T["逐户表态"],
            _ => T["业主表决"],
        };

    public string Source(TopicSource source) =>
        source switch
        {
            TopicSource.Staff => T["社区提出"],
            TopicSource.Resident => T["居民提出"],
            TopicSource.Case => T["来自案件"],
            TopicSource.Matter => T["来自接待"],
            TopicSource.Suggestion => T["来自金点子"],
            _ => T["来自楼栋群"],
        };

    public string Choice(bool? isYes) =>
        isYes switch
        {
            true => T["同意"],
            false => T["不同意"],
            _ => T["弃权"],
        };

    /// <summary>What the product itself wrote on the record, in the reader's language; what people wrote, as it is.</summary>
    public string Written(string text) =>
        text switch
        {
            TopicTexts.Passed => T["表态中超过半数同意"],
            TopicTexts.NotPassed => T["表态中同意的没有超过半数"],
            TopicTexts.CaseClosed => T["案件已办结"],
            TopicTexts.CaseTransferred => T["案件已移送有权处理的单位"],
            TopicTexts.CaseNotTaken => T["案件没有受理，原因见案件记录"],
            _ => text,
        };

    public string State(TopicState state) =>
        state switch
        {
            TopicState.Raised => T["待分流"],
            TopicState.Sorted => T["待合法性审查"],
            TopicState.Checked => T["待公告或落实"],
            TopicState.Noticed => T["协商公告中"],
            TopicState.Discussed => T["已协商"],
            TopicState.Voting => T["逐户表态中"],
            TopicState.Decided => T["已形成结果"],
            TopicState.Publicity => T["结果公示中"],
            TopicState.Agreed => T["待落实"],
            TopicState.Doing => T["落实中"],
            TopicState.Evaluating => T["请参与人评议"],
            TopicState.Archived => T["议题已归档"],
            TopicState.Unlawful => T["不符合法律，已答复"],
            _ => T["私事，已答复"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(TopicState state, bool isLate) =>
        isLate
            ? "late"
            : state switch
            {
                TopicState.Raised or TopicState.Sorted or TopicState.Checked => "new",
                TopicState.Noticed or TopicState.Discussed or TopicState.Voting or TopicState.Doing or TopicState.Agreed => "doing",
                TopicState.Decided or TopicState.Publicity or TopicState.Evaluating => "check",
                TopicState.Archived => "done",
                _ => "hold",
            };

    public string Step(TopicAction action) =>
        action switch
        {
            TopicAction.Raise => T["提出议题"],
            TopicAction.Sort => T["三事分流"],
            TopicAction.SortAgain => T["改变分流"],
            TopicAction.Advise => T["答复私事"],
            TopicAction.FindLawful => T["合法性审查：通过"],
            TopicAction.FindUnlawful => T["合法性审查：不通过"],
            TopicAction.Notify => T["公告协商时间地点"],
            TopicAction.Hold => T["协商并记录"],
            TopicAction.Opine => T["形成协商意见"],
            TopicAction.OpenVote => T["发起逐户表态，截止日"],
            TopicAction.CloseVote => T["表态结束并计票"],
            TopicAction.LinkVote => T["交业主表决"],
            TopicAction.Publish => T["公示，截止日"],
            TopicAction.TalkAgain => T["异议成立，重新协商"],
            TopicAction.EndPublicity => T["公示期满"],
            TopicAction.EndUnadopted => T["公示期满，不实施"],
            TopicAction.Assign => T["交办落实"],
            TopicAction.OpenCase => T["转为案件办理"],
            TopicAction.Finish => T["落实完成"],
            _ => T["归档"],
        };

    public string Rule(CommentRule rule) =>
        rule switch
        {
            CommentRule.Personal => T["含他人姓名、电话等个人信息"],
            CommentRule.Abuse => T["辱骂、攻击他人"],
            CommentRule.OffTopic => T["与本议题无关"],
            CommentRule.Advertising => T["广告"],
            _ => T["法律法规禁止的内容"],
        };
}
