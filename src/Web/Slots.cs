using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;

namespace Gezhi.Web;

/// <summary>Fills what a lower module asks for by name and a module beside it knows. 插槽</summary>
internal static class Slots
{
    private const int MostPosts = 5_000;

    public static IServiceCollection AddSlots(this IServiceCollection services) =>
        services
            .AddScoped<ReadGridTies>(Posts)
            .AddScoped<ReadGridStaff>(provider =>
                async (areaCode, ct) =>
                    [
                        .. (await provider.GetRequiredService<Staffing>().Below(areaCode, MostPosts, ct)).Select(s => new GridStaff(
                            s.AccountId,
                            s.Name,
                            s.Role,
                            s.AreaCode!,
                            s.Title
                        )),
                    ]
            );

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
}
