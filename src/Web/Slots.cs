using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;

namespace Gezhi.Web;

/// <summary>Fills what a lower module asks for by name and a module beside it knows. 插槽</summary>
internal static class Slots
{
    private const int MostPosts = 20_000;

    public static IServiceCollection AddSlots(this IServiceCollection services)
    {
        services.AddScoped<ReadGridTies>(Posts);
        services.AddScoped<ReadGridStaff>(provider =>
            async (areaCode, ct) => [.. (await provider.GetRequiredService<Staffing>().Below(areaCode, MostPosts, ct)).Select(Staff)]
        );
        services.AddScoped<ReadUnitNames>(provider =>
            async ct =>
                [.. (await provider.GetRequiredService<UnitDirectory>().Active(ct)).Select(u => new UnitName(u.Code, u.NameZh, u.NameEn))]
        );
        services.AddSingleton<EnglishUnit>(provider => provider.GetRequiredService<UnitNames>().EnglishOf);
        services.AddScoped<CountOpenCases>(provider =>
            async (areaCode, ct) => await provider.GetRequiredService<OpenWork>().Count(areaCode, ct)
        );
        services.AddScoped<ReadPostDuties>(provider =>
            async (accountId, role, areaCode, unitCode, ct) =>
                [.. (await provider.GetRequiredService<OpenWork>().Of(accountId, role, areaCode, unitCode, ct)).Select(Duty)]
        );
        services.AddScoped<ReadNames>(provider => provider.GetRequiredService<Staffing>().Names);
        services.AddScoped<ReadOpenMatters>(provider => provider.GetRequiredService<Cases.Emergencies.OpenMatters>().Run);
        return services;
    }

    /// <summary>Posts at grids that change, by their public titles.</summary>
    private static ReadGridTies Posts(IServiceProvider provider) =>
        async (areaCodes, ct) =>
        {
            var ties = new List<GridTie>();
            foreach (var grid in areaCodes.Select(c => c[..Math.Min(15, c.Length)]).Distinct())
            foreach (var post in await provider.GetRequiredService<Staffing>().Below(grid, MostPosts, ct))
                if (areaCodes.Contains(post.AreaCode))
                    ties.Add(new GridTie(post.AreaCode!, TieKind.Post, 1, post.Title));
            return ties;
        };

    private static GridStaff Staff(StaffView post) =>
        new(post.AccountId, post.Name, post.Role, post.AreaCode!, post.Title) { ValidFrom = post.ValidFrom, ValidTo = post.ValidTo };

    private static PostDuty Duty(OpenWorkItem item) =>
        new(
            item.CaseId,
            item.CaseNo,
            item.Kind switch
            {
                OpenWorkKind.Confirm => DutyKind.Confirm,
                OpenWorkKind.Ground => DutyKind.Ground,
                OpenWorkKind.Unit => DutyKind.Unit,
                OpenWorkKind.Task => DutyKind.Task,
                OpenWorkKind.Gap => DutyKind.Decision,
                _ => DutyKind.Promised,
            },
            item.AreaCode,
            item.DueAt
        );
}
