using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Groups;

/// <summary>Building groups. 楼栋群</summary>
internal static class GroupFace
{
    internal static readonly Permission[] Readers = [Permission.SeeRegistry, Permission.HoldMeetings];

    public static IServiceCollection AddGroups(this IServiceCollection services)
    {
        services.AddScoped<GroupScope>();
        services.AddScoped<ClimbLadder>();
        services.AddScoped<Speak>();
        services.AddScoped<HandleGroup>();
        services.AddScoped<ReadGroups>();
        services.AddScoped<BridgeDoor>();
        services.AddSingleton<GroupWords>();
        services.AddScoped<IKeptData, GroupKept>();
        services.AddScoped<ITimerHandler, ClimbTimer>();
        services.AddScoped<ITimerHandler, GroupForget>();
        services.AddScoped<ITimerHandler, GroupDigest>();
        services.AddScoped<IDeskList, GroupsUnanswered>();
        services.AddScoped<IFieldErrands, GroupErrands>();
        services.AddScoped<Contract.GroupFill>();
        return services.AddSingleton(new NavItem(49, "/council/groups", "楼栋群", Readers) { Group = NavGroup.Council });
    }

    public static void MapGroups(this IEndpointRouteBuilder api)
    {
        BridgeDoor.Map(api);
        var groups = api.MapGroup("/building-groups").RequirePermission(Readers);
        HandleGroup.Map(groups);
        ReadGroups.Map(groups);
    }
}

/// <summary>Kinds, states, rules and authors in words. 楼栋群用语</summary>
public sealed class GroupWords(IStringLocalizer T)
{
    /// <summary>2单元住户 K7Q; 网格员; 外部群 for what came over a bridge.</summary>
    public string By(GroupMessage message)
    {
        if (message.Author == AuthorKind.Bridge)
            return T["外部群“{0}”转来", message.ByLine];
        if (message.Author == AuthorKind.Staff)
            return message.ByLine;
        return message.ByLine.Split(' ', 2) is [{ Length: > 0 } unit, var tag]
            ? T["{0}单元住户 {1}", unit, tag]
            : T["住户 {0}", message.ByLine.Trim()];
    }

    public string Kind(SaidKind kind) =>
        kind switch
        {
            SaidKind.Question => T["提问"],
            SaidKind.Notice => T["网格通知"],
            _ => "",
        };

    public string State(AskState state) =>
        state switch
        {
            AskState.Open => T["等人答复"],
            AskState.Answered => T["已答复"],
            AskState.Reported => T["已转为上报"],
            AskState.Topic => T["已转为议题"],
            AskState.Withdrawn => T["已撤回"],
            _ => "",
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(AskState state) =>
        state switch
        {
            AskState.Open => "new",
            AskState.Answered => "done",
            AskState.Reported or AskState.Topic => "doing",
            _ => "hold",
        };

    public string Duty(Duty duty) =>
        duty switch
        {
            Groups.Duty.Chief => T["楼栋长"],
            Groups.Duty.Worker => T["网格员"],
            Groups.Duty.Lead => T["网格长"],
            _ => T["包联领导"],
        };

    public string Rule(HideRule rule) =>
        rule switch
        {
            HideRule.Privacy => T["泄露他人信息"],
            HideRule.Insult => T["辱骂攻击"],
            HideRule.Advert => T["商业广告"],
            HideRule.Rumour => T["未经证实的说法"],
            _ => T["与本楼无关或刷屏"],
        };

    /// <summary>Within which half were answered; a dash where nobody asked.</summary>
    public string Half(AnswerFigures figures) => figures.Questions == 0 ? "—" : Minutes(figures.Median);

    /// <summary>Within which nine in ten were answered; a dash where nobody asked.</summary>
    public string Most(AnswerFigures figures) => figures.Questions == 0 ? "—" : Minutes(figures.P90);

    /// <summary>12 分钟, 3 小时 5 分; null: 尚未达到.</summary>
    public string Minutes(int? minutes) =>
        minutes switch
        {
            null => T["尚未达到"],
            < 60 => T["{0} 分钟", minutes],
            < 2880 when minutes % 60 == 0 => T["{0} 小时", minutes / 60],
            < 2880 => T["{0} 小时 {1} 分", minutes / 60, minutes % 60],
            _ => T["{0} 天", minutes / 1440],
        };
}

/// <summary>楼栋群没人答复的提问.</summary>
internal sealed class GroupsUnanswered(
    GezhiDb db,
    GroupScope scope,
    ReadGroups reading,
    GroupWords words,
    TimeProvider clock,
    IStringLocalizer T
) : DeskQuery(clock)
{
    public override string Key => "groups-unanswered";
    public override DeskPart Part => DeskPart.Unanswered;
    public override int Order => 50;

    public override bool IsFor(Actor actor) => GroupScope.AreasOf(actor).Count > 0 && actor.Can(Permission.Supervise);

    public override string Name(IStringLocalizer T) => T["楼栋群没人答复的提问"];

    public override string Formula(IStringLocalizer T) => T["楼栋群里还等着答复的提问，隐藏和撤回的不计；期限是轮到的人该答复的时间"];

    public override string Href(DeskEntry entry) => $"/council/groups/messages/{entry.Id}";

    /// <summary>Median and nine in ten of the time to the first answer, open questions with the time they waited so far.</summary>
    public override async Task<string?> Beside(Actor actor, CancellationToken ct)
    {
        var figures = await reading.Figures(actor, ct);
        return figures.Questions == 0
            ? null
            : T[
                "{0} 天 {1} 个提问；首答用时：一半 {2}，九成 {3}",
                ReadGroups.FigureDays,
                figures.Questions,
                words.Half(figures),
                words.Most(figures)
            ].Value;
    }

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            scope
                .Visible(actor)
                .AsNoTracking()
                .Join(
                    db.Set<GroupMessage>().AsNoTracking().Where(m => m.State == AskState.Open),
                    g => g.Id,
                    m => m.GroupId,
                    (g, m) =>
                        new DeskEntry
                        {
                            Id = m.Id,
                            Title = g.Label,
                            AreaCode = g.AreaCode,
                            SortAt = m.At,
                            DueAt = m.ClimbsAt,
                        }
                )
        );

    /// <summary>Whose turn it is.</summary>
    protected override async ValueTask<IReadOnlyList<DeskEntry>> Worded(IReadOnlyList<DeskEntry> entries, CancellationToken ct)
    {
        var ids = entries.Select(e => e.Id).ToList();
        var groups = await db.Set<GroupMessage>()
            .AsNoTracking()
            .Where(m => ids.Contains(m.Id))
            .Select(m => new
            {
                m.Id,
                m.GroupId,
                m.Turn,
            })
            .ToDictionaryAsync(m => m.Id, ct);
        return [.. entries.Select(e => e with { Note = groups[e.Id].Turn is { } turn ? T["轮到{0}答复", words.Duty(turn)].Value : "" })];
    }
}

/// <summary>Questions that wait, below the tasks of who is on duty.</summary>
internal sealed class GroupErrands(GezhiDb db, GroupScope scope) : IFieldErrands
{
    public int Order => 10;

    public async Task<FieldErrand?> Of(Actor actor, IStringLocalizer T, CancellationToken ct)
    {
        var open = await scope
            .Visible(actor)
            .AsNoTracking()
            .Join(
                db.Set<GroupMessage>().AsNoTracking().Where(m => m.State == AskState.Open),
                g => g.Id,
                m => m.GroupId,
                (g, m) => new { g.Label, g.Id }
            )
            .OrderBy(o => o.Label)
            .ThenBy(o => o.Id)
            .Take(100)
            .ToListAsync(ct);
        return open.Count == 0
            ? null
            : new FieldErrand(
                T["楼栋群有 {0} 个提问等答复", open.Count],
                string.Join(T["、"], open.Select(o => o.Label).Distinct().Take(3)),
                open.DistinctBy(o => o.Id).Count() == 1 ? $"/council/groups/{open[0].Id}" : "/council/groups"
            );
    }
}

/// <summary>What a resident said in the group, for themselves. 楼栋群中的本人信息</summary>
internal sealed class GroupKept(
    GezhiDb db,
    Gezhi.Identity.Contract.ResidentPhones residents,
    FieldCipher cipher,
    GroupWords words,
    IStringLocalizer T
) : IKeptData
{
    public string Kind => "group-message";

    public IReadOnlyList<string> Looks => [];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct) =>
        await residents.IdOf(phone, ct) is not { } me
            ? []
            :
            [
                .. (
                    await db.Set<GroupMessage>()
                        .AsNoTracking()
                        .Where(m => m.ResidentId == me)
                        .OrderByDescending(m => m.Id)
                        .Take(100)
                        .ToListAsync(ct)
                ).Select(m => new KeptItem(
                    Kind,
                    m.Id,
                    T["楼栋群里的话"],
                    T["在本楼楼栋群里提问和答复"],
                    LegalBasis.Consent,
                    m.At,
                    [
                        new(T["内容"], cipher.Open(m.DistrictId, GroupMessage.TextField, m.TextSealed) ?? "—"),
                        new(T["别人看到的称呼"], words.By(m)),
                    ],
                    m.IsOpenQuestion ? T["提问还等着答复，撤回后可以删除。"].Value : null,
                    "/my/building"
                )),
            ];

    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (
            await residents.IdOf(phone, ct) is not { } me
            || await db.Set<GroupMessage>().FirstOrDefaultAsync(m => m.Id == id && m.ResidentId == me, ct)
                is not { IsOpenQuestion: false } message
        )
            return false;
        message.Forget();
        db.RemoveRange(await db.Set<Files.CouncilFile>().Where(f => f.SubjectId == message.Id).ToListAsync(ct));
        return true;
    }
}
