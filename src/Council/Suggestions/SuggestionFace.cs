using Gezhi.Council.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Suggestions;

/// <summary>Suggestion box and calls for opinions. 金点子</summary>
internal static class SuggestionServices
{
    private static readonly Permission[] Readers = [Permission.HoldMeetings, Permission.Handle];

    public static IServiceCollection AddSuggestions(this IServiceCollection services)
    {
        services.AddScoped<SuggestionScope>();
        services.AddScoped<GiveSuggestion>();
        services.AddScoped<HandleSuggestion>();
        services.AddScoped<ReadSuggestions>();
        services.AddScoped<IKeptData, SuggestionKept>();
        services.AddScoped<IKeptData, SupportKept>();
        services.AddScoped<ITimerHandler, SuggestionTimer>();
        services.AddScoped<ITimerHandler, SuggestionForget>();
        services.AddScoped<IDeskList, SuggestionsToAnswer>();
        services.AddSingleton<SuggestionWords>();
        return services.AddSingleton(new NavItem(48, "/council/suggestions", "金点子", Readers) { Group = NavGroup.Council });
    }

    public static void MapSuggestions(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/suggestions").WithTags("Suggestions 金点子");
        var anybody = open.MapGroup("").AllowAnonymous().RequireRateLimiting(VoteLimit.Name);
        var residents = open.MapGroup("").RequireResident();
        var staff = routes.MapGroup("/api/council/suggestions").WithTags("Suggestions 金点子").RequirePermission(Readers);
        var calls = routes.MapGroup("/api/council/opinion-calls").WithTags("Suggestions 金点子").RequirePermission(Permission.HoldMeetings);
        GiveSuggestion.Map(anybody, residents);
        ReadSuggestions.Map(anybody, staff);
        HandleSuggestion.Map(staff, calls);
    }
}

/// <summary>等答复的建议: on the community desk, the earliest limit first.</summary>
internal sealed class SuggestionsToAnswer(CouncilDesk desk, SuggestionScope scope, TimeProvider clock) : DeskQuery(clock)
{
    public override string Key => "suggestions";
    public override DeskPart Part => DeskPart.Unanswered;
    public override int Order => 60;

    public override bool IsFor(Actor actor) => actor.Can(Permission.HoldMeetings);

    public override string Name(IStringLocalizer T) => T["等答复的建议"];

    public override string Formula(IStringLocalizer T) => T["已收到还没有交单位的，和单位研究中还没有答复的；撤回的不计"];

    public override string Href(DeskEntry entry) => $"/council/suggestions/{entry.Id}";

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            scope
                .Visible(actor)
                .AsNoTracking()
                .Where(s => s.State == SuggestionState.Received || s.State == SuggestionState.InStudy)
                .Select(s => new DeskEntry
                {
                    Id = s.Id,
                    Title = s.Gist ?? "",
                    No = s.No,
                    AreaCode = s.AreaCode,
                    SortAt = s.DueAt ?? s.CreatedAt,
                    DueAt = s.DueAt,
                })
        );

    protected override ValueTask<IReadOnlyList<DeskEntry>> Worded(IReadOnlyList<DeskEntry> entries, CancellationToken ct) =>
        new([
            .. entries.Select(e =>
                e with
                {
                    No = ReceiptNo.Parse(e.No).Display,
                    Title = e.Title.Length > 0 ? e.Title : ReceiptNo.Parse(e.No).Display,
                    Note = desk.AreaName(e.AreaCode),
                }
            ),
        ]);
}

/// <summary>Kinds and states of suggestions in words. 建议用语</summary>
public sealed class SuggestionWords(IStringLocalizer T)
{
    public string Kind(SuggestionKind kind) =>
        kind switch
        {
            SuggestionKind.Surroundings => T["环境和设施"],
            SuggestionKind.Traffic => T["出行和停车"],
            SuggestionKind.Safety => T["平安和消防"],
            SuggestionKind.Services => T["养老托幼和便民"],
            SuggestionKind.Culture => T["文化和邻里"],
            SuggestionKind.Governance => T["社区治理"],
            _ => T["其他建议"],
        };

    public string State(SuggestionState state) =>
        state switch
        {
            SuggestionState.Received => T["已收到"],
            SuggestionState.InStudy => T["研究中"],
            SuggestionState.Adopted => T["采纳"],
            SuggestionState.PartlyAdopted => T["部分采纳"],
            SuggestionState.NotAdopted => T["未采纳"],
            SuggestionState.Done => T["已落实"],
            _ => T["已撤回"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(SuggestionState state, bool isLate) =>
        isLate
            ? "late"
            : state switch
            {
                SuggestionState.Received => "new",
                SuggestionState.InStudy => "doing",
                SuggestionState.Adopted or SuggestionState.PartlyAdopted => "check",
                SuggestionState.Done => "done",
                _ => "hold",
            };
}
