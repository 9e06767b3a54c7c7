using Gezhi.Cases.Field.Offline;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Ui.Shells;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Field;

/// <summary>The face of the grid workers, online: tasks by route, confirm, handle, report, solve on the spot. 随手办</summary>
public static class FieldFace
{
    public static IServiceCollection AddField(this IServiceCollection services)
    {
        services.AddSingleton<FieldWords>();
        services.AddScoped<GroundUnits>();
        services.AddScoped<ReadTasks>();
        services.AddScoped<ReadGround>();
        services.AddScoped<ReadFieldCase>();
        services.AddScoped<ReadMessages>();
        services.AddScoped<ReadMeanwhile>();
        services.AddScoped<IEntryHandler, CaseEntries>();
        services.AddScoped<IEntryHandler, FindingEntries>();
        services.AddScoped<ISyncItems, TaskItems>();
        services.AddScoped<ISyncItems, GridItems>();
        services.AddScoped<ISyncItems, UnitItems>();
        services.AddScoped<ISyncItems, WordItems>();
        services.AddSingleton(new FieldNavItem(10, "/field", "任务", "list-checks"));
        services.AddSingleton(new FieldNavItem(20, "/field/map", "地图", "map"));
        services.AddSingleton(new FieldNavItem(30, "/field/new", "巡查上报", "plus", IsMain: true));
        services.AddSingleton(new FieldNavItem(40, "/field/messages", "消息", "message-circle", ShowsUnread: true));
        return services.AddSingleton(new FieldNavItem(50, "/field/me", "我的", "user"));
    }
}
