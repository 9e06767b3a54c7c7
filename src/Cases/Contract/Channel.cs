namespace Gezhi.Cases.Contract;

/// <summary>How a report came in. 来源渠道</summary>
public enum Channel
{
    /// <summary>居民随手拍.</summary>
    ResidentPage,

    /// <summary>12345 热线.</summary>
    Hotline,

    /// <summary>网格巡查.</summary>
    GridPatrol,

    /// <summary>数字城管.</summary>
    DigitalCity,

    /// <summary>来电来访.</summary>
    WalkIn,

    /// <summary>走访检查.</summary>
    Visit,

    /// <summary>视频.</summary>
    Video,

    /// <summary>物联感知.</summary>
    Sensor,

    /// <summary>领导交办.</summary>
    Leader,

    /// <summary>外部市民应用.</summary>
    CitizenApp,

    /// <summary>批量导入.</summary>
    Import,

    /// <summary>Open311 应用: a GeoReport v2 client.</summary>
    Open311,

    /// <summary>接访: said to whoever receives visitors.</summary>
    Reception,

    /// <summary>楼栋群.</summary>
    BuildingGroup,

    /// <summary>意见征集.</summary>
    SuggestionBox,

    /// <summary>居民议事: residents decided on it as a topic.</summary>
    Topic,
}
