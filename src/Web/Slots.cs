using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;

namespace Gezhi.Web;

/// <summary>Fills what a lower module asks for by name and a module beside it knows. 插槽</summary>
internal static class Slots
{
    private const int MostPosts = 5_000;

    public static IServiceCollection AddSlots(this IServiceCollection services) =>
        services
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
            )
            .AddScoped<ReadNames>(provider => provider.GetRequiredService<Staffing>().Names)
            .AddScoped<ReadOpenMatters>(provider => provider.GetRequiredService<Cases.Emergencies.OpenMatters>().Run);
}
