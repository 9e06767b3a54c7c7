namespace Gezhi.Grids.Contract;

/// <summary>What a grid is for. 网格类别</summary>
public enum AreaKind
{
    /// <summary>District, street, community, grid or micro-grid of the area tree. 普通</summary>
    Ordinary,

    /// <summary>市场.</summary>
    Market,

    /// <summary>学校.</summary>
    School,

    /// <summary>医院.</summary>
    Hospital,

    /// <summary>楼宇.</summary>
    Tower,

    /// <summary>车站.</summary>
    Station,

    /// <summary>夜市.</summary>
    NightMarket,
}
